import type { ApprovalChoice } from '../../../shared/protocol.ts'
import type { Approved, Matched } from './machine.ts'

/**
 * Everything that an approval states, as one text. The challenge of the step-up is made from its hash, so the
 * approving passkey signs exactly what the dialog showed and what was chosen.
 */
export function approvalTranscript(pairing: Matched | Approved, choice: ApprovalChoice): string {
  return JSON.stringify([
    'rekey approval 1',
    pairing.id,
    pairing.claim.id,
    pairing.viewVersion,
    pairing.pageKey,
    pairing.claim.accountId,
    pairing.claim.accountName,
    pairing.purpose,
    pairing.requester.device,
    pairing.requester.network,
    pairing.requester.place,
    pairing.claim.between.network,
    pairing.claim.between.distanceKm,
    pairing.openedAt,
    choice.retire ? [choice.retire.credentialId, choice.retire.mode] : null,
    choice.endOtherSessions,
  ])
}
