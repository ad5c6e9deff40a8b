import type { ClaimId, CommandId, PairingId } from '../../../../shared/ids.ts'
import type { RequestingView } from '../../../../shared/pairing-view.ts'
import type { EndCause } from '../../../../shared/reasons.ts'
import { type Answer, refusal } from '../../../errors/answer.ts'
import type { Approver } from '../actors.ts'
import { pairingOfClaim } from '../claim-id.ts'
import { decide } from '../decide.ts'
import type { PairingDeps } from '../deps.ts'
import { requestingView } from '../views.ts'
import { type ClaimShown, showClaim } from './claim-shown.ts'

/** The holder of the claim stops the pairing, until it is done; with `report`, "I didn’t start this". */
export async function deny(
  deps: PairingDeps,
  approver: Approver,
  commandId: CommandId,
  claimId: ClaimId,
  report: boolean,
): Promise<Answer<ClaimShown>> {
  const { accountId, sessionId, device, network } = approver
  const command = { type: 'deny', id: commandId, report, claimId, accountId, sessionId } as const
  const decided = await decide(deps, pairingOfClaim(claimId), command)
  if (!decided) return refusal('claim_over')
  if (decided.refusal) return refusal(decided.refusal)
  const about = { accountId, sessionId, pairingId: decided.pairing.id, device, network: network.shown }
  const action = report ? 'pairing-reported' : 'pairing-denied'
  if (decided.changed) await deps.audit.append({ ...about, action })
  deps.announcer.accountChanged(accountId)
  return showClaim(deps, approver, decided)
}

/** The page gives up; with `not-my-account` it also reports that a stranger claimed it. */
export async function cancel(
  deps: PairingDeps,
  pairingId: PairingId,
  commandId: CommandId,
  cause: Extract<EndCause, 'cancelled' | 'not-my-account' | 'reported'>,
): Promise<Answer<{ view: RequestingView }>> {
  const decided = await decide(deps, pairingId, { type: 'cancel', id: commandId, cause })
  if (!decided) return refusal('pairing_over')
  if (decided.refusal) return refusal(decided.refusal)
  const { pairing, now, changed } = decided
  if (changed && cause !== 'cancelled') await noteReport(deps, pairingId, cause)
  return { ok: true, view: requestingView(pairing, now, deps) }
}

async function noteReport(deps: PairingDeps, pairingId: PairingId, detail: string): Promise<void> {
  await deps.audit.append({ action: 'pairing-reported', accountId: null, pairingId, detail })
}
