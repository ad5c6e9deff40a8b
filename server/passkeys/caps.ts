import type { CredentialId } from '../../shared/ids.ts'
import { isOlder, isYoung } from './authority.ts'
import type { Credential } from './credential.ts'

// What one account may hold. At a cap, what the same passkey began or added makes room or is refused; a sign-in,
// a freeze and a recovery that a mature passkey approved never are. So nobody can use them up for someone else.

/** Passkeys of an account that sign in or wait for their proof; what is set aside or frozen does not count. */
export const MOST_PASSKEYS = 100

/** Passkeys that one passkey adds within the time in which an addition can be undone. */
export const MOST_ADDED = 10

/** What all passkeys of an account that can themselves still be undone bring in together, by addition or recovery. */
export const MOST_BY_YOUNG = 20

/** Of those, what is left to a young one whatever younger ones have brought in: its recovery is not refused for them. */
export const LEFT_TO_OLDER = 3

/** Recoveries that one passkey has approved and that wait for their proof; one more ends the oldest. */
export const MOST_UNPROVEN = 2

/** Removals that one passkey has scheduled. */
export const MOST_SCHEDULED = 10

/** Live sessions of one passkey; one more ends the oldest. */
export const MOST_SESSIONS = 20

/** Sessions that the account page shows: those that were seen last, and its own. */
export const MOST_LISTED = 200

/** Removed passkeys that are read with the others, for their names: those that came last. */
export const MOST_REMOVED = 50

/** Ceremonies that one session has begun and not finished; one more puts out the oldest. */
export const MOST_OFFERS = 10

/** One passkey that came, and the one that added it or approved its recovery; null if none did. */
export interface Brought {
  readonly by: CredentialId | null
}

/** Whether the young passkeys of an account have brought in as many as they may, along any chain. */
export function haveYoungTheirs(
  all: readonly Pick<Credential, 'id' | 'status' | 'createdAt' | 'undoableSince'>[],
  brought: readonly Brought[],
  by: Pick<Credential, 'createdAt' | 'undoableSince'>,
): boolean {
  if (!isYoung(by)) return false
  const idsOf = (some: typeof all) => new Set(some.map(({ id }) => id))
  const mature = idsOf(all.filter((one) => !isYoung(one) && one.status === 'active'))
  const byYoung = brought.filter(({ by }) => by !== null && !mature.has(by))
  if (byYoung.length < MOST_BY_YOUNG) return false
  const younger = idsOf(all.filter((one) => isOlder(by, one)))
  return byYoung.filter(({ by }) => by !== null && !younger.has(by)).length >= LEFT_TO_OLDER // [A67]
}
