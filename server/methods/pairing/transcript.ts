import type { ApprovalChoice } from '../../../shared/protocol.ts'
import type { Approved, Matched } from './machine.ts'

/**
 * Everything that an approval states, as one text. Its hash is in the challenge of the step-up, so the
 * signature of the approving passkey covers what the dialog showed and what was chosen, and nothing else.
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
