import type { ClaimId, CommandId, PairingId } from '../../../../shared/ids.ts'
import { parseReturnPin } from '../../../../shared/pins.ts'
import { refusal } from '../../../errors/answer.ts'
import type { Approver } from '../actors.ts'
import { pairingOfClaim } from '../claim-id.ts'
import type { Decide } from '../decide.ts'
import type { Pairing } from '../machine.ts'
import type { PairingStore } from '../pairing-store.ts'
import type { PairingSecrets } from '../secrets.ts'
import type { ClaimAnswer, ShowClaim } from './claim-shown.ts'
import type { PageAnswer, ShowPage } from './page-shown.ts'

interface ReturnPinDeps {
  readonly pairings: Pick<PairingStore, 'load'>
  readonly decide: Decide
  readonly secrets: Pick<PairingSecrets, 'returnPin' | 'returnPinHash'>
  readonly showPage: ShowPage
  readonly showClaim: ShowClaim
}

/** The return PIN of a claim. */
export interface ReturnPin {
  /**
   * Compares a return PIN that was typed on the requesting page. A wrong one is counted in the same write, before
   * the answer.
   */
  match(pairingId: PairingId, commandId: CommandId, typed: string): Promise<PageAnswer>
  /** Makes another return PIN for a claim. The tries count for the whole pairing and do not start again. */
  renew(approver: Approver, commandId: CommandId, claimId: ClaimId): Promise<ClaimAnswer>
}

export function createReturnPin({
  pairings,
  decide,
  secrets,
  showPage,
  showClaim,
}: ReturnPinDeps): ReturnPin {
  return {
    async match(pairingId, id, typed) {
      const pin = parseReturnPin(typed)
      if (!pin) return refusal('bad_request')
      const { pairing, now } = await pairings.load(pairingId)
      if (!pairing) return showPage(null)
      // Made for the claim that was seen: one that comes meanwhile has another PIN, and this is a wrong one there.
      const hash = hashFor(secrets, pairing, pin)
      return showPage(await decide({ pairing, now }, { type: 'return-pin', id, hash }))
    },
    async renew(approver, id, claimId) {
      const decided = await decide(pairingOfClaim(claimId), (pairing) => {
        const { keyId, id: pairingId } = pairing
        const round = pairing.state === 'claimed' ? pairing.returnPin.round + 1 : 0
        const pin = secrets.returnPin(keyId, pairingId, claimId, round) ?? ''
        const hash = secrets.returnPinHash(keyId, pairingId, claimId, round, pin)
        const { accountId, sessionId } = approver
        return { type: 'renew-return-pin', id, hash, claimId, accountId, sessionId }
      })
      return showClaim(approver, decided)
    },
  }
}

function hashFor(secrets: ReturnPinDeps['secrets'], pairing: Pairing, pin: string): string {
  if (pairing.state !== 'claimed') return ''
  const { keyId, id, claim, returnPin } = pairing
  return secrets.returnPinHash(keyId, id, claim.id, returnPin.round, pin)
}
