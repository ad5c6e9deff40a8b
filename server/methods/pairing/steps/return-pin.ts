import type { ClaimId, CommandId, PairingId } from '../../../../shared/ids.ts'
import type { RequestingView } from '../../../../shared/pairing-view.ts'
import { parseReturnPin } from '../../../../shared/pins.ts'
import { type Answer, refusal } from '../../../errors/answer.ts'
import type { Approver } from '../actors.ts'
import { pairingOfClaim } from '../claim-id.ts'
import { decide } from '../decide.ts'
import type { PairingDeps } from '../deps.ts'
import type { Pairing } from '../machine.ts'
import { requestingView } from '../views.ts'
import { type ClaimShown, showClaim } from './claim-shown.ts'

/** The return PIN, as it was typed on the requesting page. Tries are counted before they are compared. */
export async function matchReturnPin(
  deps: PairingDeps,
  pairingId: PairingId,
  commandId: CommandId,
  typed: string,
): Promise<Answer<{ view: RequestingView }>> {
  const pin = parseReturnPin(typed)
  if (!pin) return refusal('bad_request')
  const decided = await decide(deps, pairingId, (pairing) => ({
    type: 'return-pin',
    id: commandId,
    hash: hashFor(deps, pairing, pin),
  }))
  if (!decided) return refusal('pairing_over')
  if (decided.refusal) return refusal(decided.refusal)
  return { ok: true, view: requestingView(decided.pairing, decided.now, deps) }
}

/** A fresh return PIN for a claim that still lives; the tries are the pairing's and do not start again. */
export async function renewReturnPin(
  deps: PairingDeps,
  approver: Approver,
  commandId: CommandId,
  claimId: ClaimId,
): Promise<Answer<ClaimShown>> {
  const decided = await decide(deps, pairingOfClaim(claimId), (pairing) => {
    const { keyId, id } = pairing
    const round = pairing.state === 'claimed' ? pairing.returnPin.round + 1 : 0
    const pin = deps.secrets.returnPin(keyId, id, claimId, round) ?? ''
    const hash = deps.secrets.returnPinHash(keyId, id, claimId, round, pin)
    const { accountId, sessionId } = approver
    return { type: 'renew-return-pin', id: commandId, hash, claimId, accountId, sessionId }
  })
  if (!decided) return refusal('claim_over')
  if (decided.refusal) return refusal(decided.refusal)
  return showClaim(deps, approver, decided)
}

function hashFor({ secrets }: PairingDeps, pairing: Pairing, pin: string): string {
  if (pairing.state !== 'claimed') return ''
  const { keyId, id, claim, returnPin } = pairing
  return secrets.returnPinHash(keyId, id, claim.id, returnPin.round, pin)
}
