import type { AccountId } from '../../../../shared/ids.ts'
import { accountMark, pageMarks } from '../indexes.ts'
import type { Pairing } from '../machine.ts'
import type { PairingSecrets } from '../secrets.ts'
import type { Locked, Locks } from './locks.ts'
import type { LockReason } from './policy.ts'

interface LockDeps {
  readonly locks: Pick<Locks, 'add'>
  readonly secrets: Pick<PairingSecrets, 'tag'>
}

type LockedPage = Pick<Pairing, 'id' | 'pageKey' | 'browser' | 'requester'>

/** Why something is locked, and for how many milliseconds. */
export interface Locking {
  readonly reason: LockReason
  readonly forMs: number
}

/** Sets locks. Setting the same lock again makes no second one. All throw StoreAway. */
export interface LockSubjects {
  /** Locks the lost-passkey page of a browser. */
  page(page: LockedPage, locking: Locking): Promise<void>
  /**
   * Locks the pairing route of an account, so that it can claim nothing. Signing in and everything else still
   * works.
   */
  account(pairing: Pick<Pairing, 'id'>, accountId: AccountId, locking: Locking): Promise<void>
}

export function createLockSubjects(deps: LockDeps): LockSubjects {
  return {
    page(page, locking) {
      const { device, network } = page.requester
      const subjects = pageMarks(deps.secrets, page.pageKey, page.browser)
      return lock(deps, page, subjects, { kind: 'page', device, network }, locking)
    },
    account: (pairing, accountId, locking) =>
      lock(deps, pairing, [accountMark(accountId)], { kind: 'account', accountId }, locking),
  }
}

async function lock(
  { locks, secrets }: LockDeps,
  { id: recoveryId }: Pick<Pairing, 'id'>,
  subjects: readonly string[],
  locked: Locked,
  { reason, forMs }: Locking,
): Promise<void> {
  const id = secrets.tag('lock', `${recoveryId} ${subjects.join(' ')}`)
  await locks.add({ id, subjects, locked, reason, recoveryId }, forMs)
}
