import type { AccountId } from '../../../../shared/ids.ts'
import { type Refusal, refusal } from '../../../errors/answer.ts'
import type { Page } from '../actors.ts'
import { decide } from '../decide.ts'
import type { PairingDeps } from '../deps.ts'
import type { Pairing } from '../machine.ts'
import { type Locking, lockPage } from './lock-subjects.ts'

/** Two requests of one network, where those lock: both pages, and what has not matched yet ends. */
export async function lockNeighbours(
  deps: PairingDeps,
  opening: { readonly id: Pairing['id']; readonly page: Page },
  neighbours: readonly Pairing[],
  locking: Locking,
): Promise<Refusal> {
  const { page, id } = opening
  const requester = { device: page.device, network: page.network.shown, place: null }
  await lockPage(deps, { id, pageKey: page.pageKey, browser: page.browser, requester }, locking)
  for (const neighbour of neighbours) await lockAndEnd(deps, neighbour, locking)
  await noteLock(deps, id, null, locking)
  return refusal('locked', locking.forMs)
}

/** Locks a page and ends its pairing, unless both sides have been matched already. */
export async function lockAndEnd(deps: PairingDeps, page: Pairing, locking: Locking): Promise<void> {
  await lockPage(deps, page, locking)
  if (page.state === 'open' || page.state === 'claimed')
    await decide(deps, page.id, { type: 'cancel', cause: 'locked' })
}

/** Writes down that something was locked, in the audit and for admins. */
export async function noteLock(
  deps: Pick<PairingDeps, 'audit' | 'tally'>,
  pairingId: Pairing['id'],
  accountId: AccountId | null,
  { reason }: Pick<Locking, 'reason'>,
): Promise<void> {
  deps.tally.count(`lock.${reason}`)
  await deps.audit.append({ action: 'pairing-locked', accountId, pairingId, detail: reason })
}
