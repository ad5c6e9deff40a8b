import type { CommandId, PairingId } from '../../../../shared/ids.ts'
import { parsePin } from '../../../../shared/pins.ts'
import type { AuditLog } from '../../../audit/audit-log.ts'
import { type Refusal, refusal } from '../../../errors/answer.ts'
import type { Guard } from '../../../limits/guard.ts'
import { overLimit } from '../../../limits/over-limit.ts'
import { sessionMayDo } from '../../../passkeys/authority.ts'
import { distanceKm } from '../../../requests/places/place.ts'
import type { Approver } from '../actors.ts'
import { newClaimId } from '../claim-id.ts'
import type { Decide, Decided } from '../decide.ts'
import { accountMark, pinIndex } from '../indexes.ts'
import type { Lifetimes } from '../lifetimes.ts'
import { type ClaimCommand, claimOf, lapse, type Pairing, refusalOfClaim, replyTo } from '../machine.ts'
import { compareNetworks } from '../page-network.ts'
import type { Loaded, PairingStore, Seen } from '../pairing-store.ts'
import { openReceipt } from '../receipt.ts'
import type { LockPages } from '../risk/lock-pages.ts'
import type { Locks } from '../risk/locks.ts'
import { lockFor, type RiskSettings } from '../risk/policy.ts'
import type { StandingAtClaim } from '../risk/standing-at-claim.ts'
import type { PairingSecrets } from '../secrets.ts'
import { type ClaimAnswer, isUsable, type ShowClaim } from './claim-shown.ts'

interface ClaimDeps {
  readonly guard: Pick<Guard, 'recovery' | 'claim' | 'wrongPin' | 'rightPin' | 'networkWrongPin' | 'slow'>
  readonly locks: Pick<Locks, 'leftMs'>
  readonly pairings: Pick<PairingStore, 'load' | 'hints'>
  readonly secrets: PairingSecrets
  readonly standingAtClaim: StandingAtClaim
  readonly decide: Decide
  readonly risk: RiskSettings
  readonly lives: Lifetimes
  readonly lockPages: Pick<LockPages, 'note'>
  readonly audit: Pick<AuditLog, 'append'>
  readonly showClaim: ShowClaim
}

/** What the approving device sends: the receipt of a scanned code, or a PIN as it was typed. */
type Presented = { readonly receipt: string } | { readonly pin: string }

/** The result of a presented code: the risk policy stopped it, or the machine decided. */
interface Presentation {
  readonly refused?: Refusal
  readonly decided?: Decided | null
}

/** Loaded if a code belongs to no pairing, so that refusing it takes as long as refusing one that did. */
const NO_PAIRING = 'A'.repeat(22) as PairingId

/** Claims a pairing for an account, after a tap. What the account itself may do is judged before the code. */
export type ClaimPage = (
  approver: Approver,
  commandId: CommandId,
  presented: Presented,
) => Promise<ClaimAnswer>

export function createClaim(deps: ClaimDeps): ClaimPage {
  return async (approver, commandId, presented) => {
    const { accountId, credentialId, passkeys: own } = approver
    const usable = own.filter(isUsable)
    if (usable.length === 0) return refusal('no_usable_passkey') // [P31]
    // Before any budget, so that a passkey that may not approve, such as one on probation, uses up nothing of its
    // account.
    const may = sessionMayDo(own.find(({ id }) => id === credentialId) ?? null, 'approve')
    if (may !== true) return refusal(may) // [P86]
    const [lockedMs, mayApprove] = await Promise.all([
      deps.locks.leftMs([accountMark(accountId)]),
      deps.guard.recovery(usable.map(({ id }) => id)),
    ])
    if (lockedMs > 0) return refusal('locked', lockedMs) // [L15]
    const code = 'pin' in presented ? parsePin(presented.pin) : presented.receipt
    if (code === null) return refusal('code_invalid')
    // The claim is counted, and in the same round trip the pairing of a receipt is read. Nothing is judged before
    // both are there.
    const counting = deps.guard.claim(approver)
    const opening = 'pin' in presented ? null : findByReceipt(deps, approver, code)
    const [counted, found] = await Promise.all([counting, opening])
    const over = overLimit(counted) ?? overLimit(mayApprove)
    if (over) return over
    return found === null
      ? claimByPin(deps, approver, commandId, code)
      : claimByReceipt(deps, approver, commandId, found)
  }
}

interface FoundByReceipt extends Loaded {
  readonly receipt: ReturnType<typeof openReceipt>
}

async function findByReceipt(deps: ClaimDeps, approver: Approver, text: string): Promise<FoundByReceipt> {
  const receipt = openReceipt(deps.secrets, text, approver.browser)
  return { receipt, ...(await deps.pairings.load(receipt?.pairingId ?? NO_PAIRING)) }
}

async function claimByReceipt(
  deps: ClaimDeps,
  approver: Approver,
  commandId: CommandId,
  { receipt, pairing, now }: FoundByReceipt,
) {
  if (!receipt || !pairing) return refusal('code_invalid')
  const code = { epoch: receipt.epoch, until: receipt.until }
  return answer(deps, approver, await present(deps, approver, commandId, { pairing, now }, 'qr', code))
}

async function claimByPin(deps: ClaimDeps, approver: Approver, commandId: CommandId, pin: string) {
  const over = overLimit(await deps.guard.wrongPin(approver))
  if (over) return over // [P29]
  await deps.guard.slow(approver.network)
  for (const pinHash of deps.secrets.pinHashes(approver.foldedName, pin)) {
    const [id] = await deps.pairings.hints(pinIndex(pinHash), 1)
    const { pairing, now } = await deps.pairings.load(id ?? NO_PAIRING)
    if (!pairing) continue
    const presented = await present(deps, approver, commandId, { pairing, now }, 'pin', { pinHash })
    if (presented.decided?.refusal === 'code_invalid') continue
    await deps.guard.rightPin(approver)
    return answer(deps, approver, presented)
  }
  // No page is changed or told. Otherwise a page could find out whether an account with its typed name exists.
  await deps.guard.networkWrongPin(approver.network)
  return refusal('code_invalid')
}

async function present(
  deps: ClaimDeps,
  approver: Approver,
  commandId: CommandId,
  seen: Seen,
  way: 'qr' | 'pin',
  code: ClaimCommand['code'],
): Promise<Presentation> {
  const command = claimCommand(deps, approver, commandId, seen.pairing, way, code)
  const standing = lapse(seen.pairing, seen.now, deps.lives).next ?? seen.pairing
  const isRetry = replyTo(standing, command) !== null // [P20]
  const refused = isRetry ? null : refusalOfClaim(standing, command, seen.now, deps.lives)
  if (refused) return { decided: { ...seen, refusal: refused, changed: false } }
  // The risk policy is not asked about a retry or a second claimant, so what a stranger presents has no effect on
  // it.
  const fresh = standing.state === 'open' && !isRetry
  const risk = fresh ? await deps.standingAtClaim(approver, seen, way) : NOT_ASKED
  if (risk.refused) return { refused: risk.refused }
  const decided = await deps.decide(seen, { ...command, reasons: risk.reasons })
  if (decided && decided.pairing.version > seen.pairing.version) await noteSecond(deps, decided)
  return { decided }
}

/** When the risk policy is not asked. */
const NOT_ASKED = { refused: null, reasons: [] }

function claimCommand(
  deps: ClaimDeps,
  approver: Approver,
  id: CommandId,
  seen: Pairing,
  way: 'qr' | 'pin',
  code: ClaimCommand['code'],
): ClaimCommand & { readonly id: CommandId } {
  const { accountId, accountName, sessionId, browser, network, place } = approver
  const claimId = newClaimId(seen.id)
  const returnPin = deps.secrets.returnPin(seen.keyId, seen.id, claimId, 0) ?? ''
  const between = {
    network: compareNetworks(deps.secrets, seen, network),
    distanceKm: distanceKm(seen.place, place),
  }
  return {
    type: 'claim',
    id,
    claim: { id: claimId, accountId, accountName, sessionId, at: 0, way, between },
    browser,
    code,
    returnPinHash: deps.secrets.returnPinHash(seen.keyId, seen.id, claimId, 0, returnPin),
    reasons: [],
  }
}

/** If several second claimants come at once, only one of them burned the pairing. It is written down once. */
async function noteSecond(deps: ClaimDeps, { pairing, changed }: Decided): Promise<void> {
  if (!changed || pairing.state !== 'burned' || pairing.cause !== 'second-claimant') return
  const accountId = pairing.claim?.accountId ?? null
  await deps.audit.append({ action: 'pairing-second-claimant', accountId, recoveryId: pairing.id })
  if (lockFor('second-claimant', deps.risk) !== null)
    await deps.lockPages.note(pairing.id, accountId, { reason: 'second-claimant' })
}

async function answer(
  deps: ClaimDeps,
  approver: Approver,
  { refused, decided }: Presentation,
): Promise<ClaimAnswer> {
  if (refused) return refused
  if (!decided) return refusal('code_invalid')
  if (decided.refusal) return refusal(decided.refusal)
  const held = claimOf(decided.pairing)
  if (!held || held.accountId !== approver.accountId || held.sessionId !== approver.sessionId)
    return refusal('code_invalid')
  if (decided.changed) await noteClaim(deps, approver, decided.pairing.id, held.way)
  return deps.showClaim(approver, decided)
}

async function noteClaim(
  deps: ClaimDeps,
  { accountId, sessionId, device, network }: Approver,
  pairingId: PairingId,
  way: 'qr' | 'pin',
): Promise<void> {
  const about = { accountId, sessionId, recoveryId: pairingId, device, network: network.shown }
  await deps.audit.append({ ...about, action: 'pairing-claimed', detail: way })
}
