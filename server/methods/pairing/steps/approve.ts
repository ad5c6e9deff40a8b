import type { Asserted, RequestOffer } from '../../../../shared/api.ts'
import type { ClaimId, CommandId } from '../../../../shared/ids.ts'
import type { ApprovalChoice } from '../../../../shared/protocol.ts'
import type { AuditLog } from '../../../audit/audit-log.ts'
import { type Answer, refusal } from '../../../errors/answer.ts'
import type { Announcer } from '../../../events/announcer.ts'
import type { Guard } from '../../../limits/guard.ts'
import { overLimit } from '../../../limits/over-limit.ts'
import { mayChange } from '../../../passkeys/authority.ts'
import type { Credential } from '../../../passkeys/credential.ts'
import type { PasskeyActs } from '../../../passkeys/passkey-acts.ts'
import type { StepUp } from '../../../passkeys/step-up.ts'
import type { Approver } from '../actors.ts'
import { pairingOfClaim } from '../claim-id.ts'
import type { Decide, Decided } from '../decide.ts'
import { claimOf, type Matched, type Pairing } from '../machine.ts'
import type { PairingStore } from '../pairing-store.ts'
import { approvalTranscript } from '../transcript.ts'
import { type ClaimAnswer, isUsable, retireOptions, type ShowClaim } from './claim-shown.ts'

interface ApproveDeps {
  readonly pairings: Pick<PairingStore, 'load'>
  readonly decide: Decide
  readonly guard: Pick<Guard, 'stepUp' | 'recovery'>
  readonly stepUp: StepUp
  readonly acts: Pick<PasskeyActs, 'reportStolen'>
  readonly audit: Pick<AuditLog, 'append'>
  readonly announcer: Pick<Announcer, 'accountChanged' | 'sessionsEnded'>
  readonly showClaim: ShowClaim
}

/** What the approving device sends with its approval. */
interface Approving {
  readonly claimId: ClaimId
  readonly viewVersion: number
  readonly choice: ApprovalChoice
  readonly asserted: Asserted
}

/** What the holder of a claim can do until it has approved. */
export interface Approve {
  /** The current claim, for its holder. */
  claimState(approver: Approver, claimId: ClaimId): Promise<ClaimAnswer>
  /** Options for a step-up that signs exactly this approval with this choice. */
  options(approver: Approver, claimId: ClaimId, choice: ApprovalChoice): Promise<Answer<RequestOffer>>
  /** Approves. First the step-up over the transcript is verified, then the machine decides. */
  approve(approver: Approver, commandId: CommandId, approving: Approving): Promise<ClaimAnswer>
}

export function createApprove(deps: ApproveDeps): Approve {
  return {
    async claimState(approver, claimId) {
      return deps.showClaim(approver, await heldClaim(deps, approver, claimId))
    },
    async options(approver, claimId, choice) {
      const usable = approver.passkeys.filter(isUsable)
      // All three share one round trip. Nothing is judged before the try has been counted.
      const loading = deps.pairings.load(pairingOfClaim(claimId))
      const [counted, mayApprove] = await Promise.all([
        deps.guard.stepUp(approver.sessionId),
        deps.guard.recovery(usable.map(({ id }) => id)),
        loading,
      ])
      const over = overLimit(counted)
      if (over) return over
      const held = await heldClaim(deps, approver, claimId, loading)
      if (!held) return refusal('claim_over')
      if (held.pairing.state !== 'matched') return refusal('not_now')
      if (!mayApprove.allowed) return refusal('rate_limited', mayApprove.retryAfterMs)
      const transcript = approvalTranscript(held.pairing, choice)
      const lost = approver.passkeys.find(({ id }) => id === choice.retire?.credentialId)
      const rested = usable.filter(({ id }) => mayApprove.rested.includes(id))
      const fit = rested.filter((passkey) => !lost || mayGiveUp(passkey, lost))
      return { ok: true, ...(await deps.stepUp.begin(approver, transcript, fit)) }
    },
    async approve(approver, commandId, approving) {
      const held = await heldClaim(deps, approver, approving.claimId)
      if (!held) return refusal('claim_over')
      const { pairing } = held
      if (pairing.state === 'approved' && pairing.replies.approve?.id === commandId) {
        // The first try may have stopped between the approval and this.
        await suspendStolen(deps, approver, pairing)
        return deps.showClaim(approver, held)
      }
      if (pairing.state !== 'matched') return refusal('not_now')
      return approveMatched(deps, approver, commandId, approving, { ...held, pairing })
    },
  }
}

async function approveMatched(
  deps: ApproveDeps,
  approver: Approver,
  commandId: CommandId,
  { claimId, viewVersion, choice, asserted }: Approving,
  held: Decided & { readonly pairing: Matched },
): Promise<ClaimAnswer> {
  const matched = held.pairing
  const stepUp = await deps.stepUp.finish(approver, approvalTranscript(matched, choice), asserted)
  if (!stepUp.ok) return refusal(stepUp.code) // [P32]
  // This was checked at the claim too, but several claims at once could all pass there.
  const over = overLimit(await deps.guard.recovery([stepUp.credential.id]))
  if (over) return over // [P59]
  if (!mayRetire(approver, choice, stepUp.credential)) return refusal('retire_refused') // [P33]
  const { accountId, sessionId } = approver
  const decided = await deps.decide(held, {
    type: 'approve',
    id: commandId,
    viewVersion,
    approval: { at: 0, credentialId: stepUp.credential.id, steppedUpAt: stepUp.beganAt, ...choice },
    claimId,
    accountId,
    sessionId,
  })
  if (decided && !decided.refusal) await afterApproval(deps, approver, decided.pairing)
  return deps.showClaim(approver, decided)
}

/**
 * Whether the chosen passkey may be retired: not the last usable one, and none for which the passkey of the step-up
 * or of the session is too new.
 */
function mayRetire(approver: Approver, { retire }: ApprovalChoice, approving: Credential): boolean {
  if (!retire) return true
  const lost = approver.passkeys.find(({ id }) => id === retire.credentialId)
  if (!lost || !mayGiveUp(approving, lost)) return false
  // The passkey that began the session may be the lost one, if another one made the step-up.
  const option = retireOptions(approver).find(({ credentialId }) => credentialId === lost.id)
  return option?.blocked === null || option?.blocked === 'approves'
}

/** No passkey approves that it is lost itself, and no young one approves that an older one is lost. */
function mayGiveUp(approving: Credential, lost: Credential): boolean {
  if (mayChange(approving, lost) !== true) return false // [P57]
  return approving.id !== lost.id
}

async function afterApproval(deps: ApproveDeps, approver: Approver, pairing: Pairing): Promise<void> {
  await deps.audit.append({ ...trace(approver, pairing), action: 'pairing-approved' })
  await suspendStolen(deps, approver, pairing)
  deps.announcer.accountChanged(approver.accountId)
}

/**
 * A stolen passkey is stopped now, with what it added and approved, and not only when the new one is there. It is
 * kept if it is the last one.
 */
async function suspendStolen(deps: ApproveDeps, approver: Approver, pairing: Pairing): Promise<void> {
  if (pairing.state !== 'approved' || pairing.approval.retire?.mode !== 'stolen') return
  const { credentialId: by, retire } = pairing.approval
  const { accountId, ...about } = trace(approver, pairing)
  const stopped = await deps.acts.reportStolen({ accountId, by, on: retire.credentialId, trace: about })
  if (stopped.ok) deps.announcer.sessionsEnded(stopped.endedSessions)
}

function trace({ accountId, sessionId, device, network }: Approver, { id }: Pairing) {
  return { accountId, sessionId, recoveryId: id, device, network: network.shown }
}

/** The pairing of a claim id. Null unless this session of this account holds it. */
async function heldClaim(
  deps: ApproveDeps,
  approver: Approver,
  claimId: ClaimId,
  loading = deps.pairings.load(pairingOfClaim(claimId)),
): Promise<Decided | null> {
  const { pairing, now } = await loading
  const decided = pairing && (await deps.decide({ pairing, now }, { type: 'look' }))
  if (!decided) return null
  const claim = claimOf(decided.pairing)
  const held =
    claim?.id === claimId && claim.accountId === approver.accountId && claim.sessionId === approver.sessionId
  if (!held) return null // [P34]
  return decided
}
