import type { CredentialId } from '../../shared/ids.ts'
import { isOlder, isYoung } from './authority.ts'
import type { Credential } from './credential.ts'

// What one account may hold. At a cap, something that the same passkey began or added makes room, or the call is
// refused. A sign-in, a freeze and a recovery that a mature passkey approved are never refused. So nobody can use up
// the caps for someone else.

/**
 * Passkeys of an account that can sign in or are not proven yet. Those that are set aside or frozen do not count.
 */
export const MOST_PASSKEYS = 100

/** Passkeys that one passkey may add within the time in which an addition can be undone. */
export const MOST_ADDED = 10

/** Passkeys that all young passkeys of an account together may bring in, by addition or recovery. */
export const MOST_BY_YOUNG = 20

/**
 * Of those, how many a young passkey may bring in even if younger ones have used up the rest: its recovery is not
 * refused because of them.
 */
export const LEFT_TO_OLDER = 3

/** Recoveries that one passkey has approved and whose passkey is not proven yet. One more ends the oldest. */
export const MOST_UNPROVEN = 2

/** Removals that one passkey has scheduled. */
export const MOST_SCHEDULED = 10

/** Live sessions of one passkey. One more ends the oldest. */
export const MOST_SESSIONS = 20

/** Sessions that the account page shows: those that were seen last, and its own. */
export const MOST_LISTED = 200

/** Removed passkeys that are read with the others, for their names: the newest. */
export const MOST_REMOVED = 50

/** Ceremonies that one session has begun and not finished. One more ends the oldest. */
export const MOST_OFFERS = 10

/** A passkey that arrived, and the one that added it or approved its recovery. */
export interface Brought {
  readonly by: CredentialId | null
}

/** Whether the young passkeys of an account have brought in as many as they may, directly or through each other. */
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
