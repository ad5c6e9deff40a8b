import type { AccountId } from '../../../../shared/ids.ts'
import type { PairingDeps } from '../deps.ts'
import { accountMark, pageMarks } from '../indexes.ts'
import type { Pairing } from '../machine.ts'
import type { Locked } from './locks.ts'
import type { LockReason } from './policy.ts'

type LockDeps = Pick<PairingDeps, 'locks' | 'secrets'>
type LockedPage = Pick<Pairing, 'id' | 'pageKey' | 'browser' | 'requester'>

/** Why and for how long something is locked. */
export interface Locking {
  readonly reason: LockReason
  readonly forMs: number
}

/** Locks the lost-passkey page of a browser; the same lock again is one lock. */
export function lockPage(deps: LockDeps, page: LockedPage, locking: Locking): Promise<void> {
  const { device, network } = page.requester
  const subjects = pageMarks(deps.secrets, page.pageKey, page.browser)
  return lock(deps, page, subjects, { kind: 'page', device, network }, locking)
}

/** Locks the pairing route of an account: it can claim nothing. Its sign-in and other ways stay open. */
export function lockAccount(
  deps: LockDeps,
  pairing: Pick<Pairing, 'id'>,
  accountId: AccountId,
  locking: Locking,
): Promise<void> {
  return lock(deps, pairing, [accountMark(accountId)], { kind: 'account', accountId }, locking)
}

async function lock(
  { locks, secrets }: LockDeps,
  { id: pairingId }: Pick<Pairing, 'id'>,
  subjects: readonly string[],
  locked: Locked,
  { reason, forMs }: Locking,
): Promise<void> {
  const id = secrets.tag('lock', `${pairingId} ${subjects.join(' ')}`)
  await locks.add({ id, subjects, locked, reason, pairingId }, forMs)
}
