import type { ClaimId, CommandId, PairingId } from '../../../../shared/ids.ts'
import type { PairingEndCause } from '../../../../shared/pairing.ts'
import type { AuditLog } from '../../../audit/audit-log.ts'
import type { Announcer } from '../../../events/announcer.ts'
import type { Approver } from '../actors.ts'
import { pairingOfClaim } from '../claim-id.ts'
import type { Decide } from '../decide.ts'
import type { ClaimAnswer, ShowClaim } from './claim-shown.ts'
import type { PageAnswer, ShowPage } from './page-shown.ts'

interface StopDeps {
  readonly decide: Decide
  readonly audit: Pick<AuditLog, 'append'>
  readonly announcer: Pick<Announcer, 'accountChanged'>
  readonly showPage: ShowPage
  readonly showClaim: ShowClaim
}

type PageCause = Extract<PairingEndCause, 'cancelled' | 'not-my-account' | 'reported'>

/** How either side ends a pairing. */
export interface Stop {
  /**
   * The holder of the claim ends the pairing, which works until it is done. `report` means “I didn’t start this”.
   */
  deny(approver: Approver, commandId: CommandId, claimId: ClaimId, report: boolean): Promise<ClaimAnswer>
  /** The page ends the pairing. With `not-my-account` or `reported`, it also reports it. */
  cancel(pairingId: PairingId, commandId: CommandId, cause: PageCause): Promise<PageAnswer>
}

export function createStop({ decide, audit, announcer, showPage, showClaim }: StopDeps): Stop {
  return {
    async deny(approver, id, claimId, report) {
      const { accountId, sessionId, device, network } = approver
      const command = { type: 'deny', id, report, claimId, accountId, sessionId } as const
      const decided = await decide(pairingOfClaim(claimId), command)
      if (!decided || decided.refusal) return showClaim(approver, decided)
      const about = { accountId, sessionId, recoveryId: decided.pairing.id, device, network: network.shown }
      const action = report ? 'pairing-reported' : 'pairing-denied'
      if (decided.changed) await audit.append({ ...about, action })
      announcer.accountChanged(accountId)
      return showClaim(approver, decided)
    },
    async cancel(pairingId, id, cause) {
      const decided = await decide(pairingId, { type: 'cancel', id, cause })
      if (decided?.changed && !decided.refusal && cause !== 'cancelled')
        await audit.append({
          action: 'pairing-reported',
          accountId: null,
          recoveryId: pairingId,
          detail: cause,
        })
      return showPage(decided)
    },
  }
}
