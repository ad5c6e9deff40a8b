import type { ConnectionId, PageKey, PairingId } from '../../../../shared/ids.ts'
import type { RequestingView } from '../../../../shared/pairing-view.ts'
import { type Answer, refusal } from '../../../errors/answer.ts'
import { decide } from '../decide.ts'
import type { PairingDeps } from '../deps.ts'
import { isEnded } from '../machine.ts'
import { requestingView } from '../views.ts'
import { followLedger } from './register.ts'

/** The page key that a pairing answers to, so that a proof can be verified before anything is touched. */
export async function pageKeyOf(deps: PairingDeps, pairingId: PairingId): Promise<PageKey | null> {
  const { pairing } = await deps.pairings.load(pairingId)
  return pairing?.pageKey ?? null
}

/** A proven page takes its pairing over to a new connection, on any node; the older one closes. */
export async function resume(
  deps: PairingDeps,
  pairingId: PairingId,
  connection: ConnectionId,
): Promise<Answer<{ view: RequestingView }>> {
  const decided = await decide(deps, pairingId, { type: 'resume', connection })
  if (!decided) return refusal('pairing_over')
  return pageState(deps, pairingId, connection)
}

/** The pairing as it stands, for the connection that holds it. */
export async function pageState(
  deps: PairingDeps,
  pairingId: PairingId,
  connection: ConnectionId,
): Promise<Answer<{ view: RequestingView }>> {
  const seen = await followLedger(deps, pairingId)
  const decided = seen && (await decide(deps, seen, { type: 'look' }))
  if (!decided) return refusal('pairing_over')
  const { pairing, now } = decided
  if (pairing.connection !== connection) return refusal('pairing_over') // [P35]
  return { ok: true, view: requestingView(pairing, now, deps) }
}

/** The connection of a page is lost: it has a minute to come back. */
export async function detach(
  deps: PairingDeps,
  pairingId: PairingId,
  connection: ConnectionId,
): Promise<void> {
  const { pairing, now } = await deps.pairings.load(pairingId)
  if (!pairing || isEnded(pairing)) return
  await decide(deps, { pairing, now }, { type: 'detach', connection })
}
