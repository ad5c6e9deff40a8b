import { randomBytes } from 'node:crypto'
import { parsePin } from '../../shared/crockford.ts'
import type { ClaimId, CommandId, PairingId } from '../../shared/ids.ts'
import { type Answer, overLimit, refusal } from '../answer.ts'
import type { Approver } from './actors.ts'
import { type ClaimShown, isUsable, showClaim } from './claim-shown.ts'
import { type Decided, decide } from './decide.ts'
import type { PairingDeps } from './deps.ts'
import { accountMark, claimIndex, nameIndex, pageMarks, pinIndex } from './indexes.ts'
import { openReceipt } from './look.ts'
import { type Command, claimOf, type Pairing } from './machine.ts'

/** What the approving device brings: a receipt of a scanned code, or a PIN as it was typed. */
export type Presented = { readonly receipt: string } | { readonly pin: string }

/** Which pages a wrong PIN of an account is charged to, at most. */
const CHARGED_PAGES = 32

/** Claims a pairing for an account, after a tap. The account's own limits are judged before the code. */
export async function claim(
  deps: PairingDeps,
  approver: Approver,
  commandId: CommandId,
  presented: Presented,
): Promise<Answer<ClaimShown>> {
  const { accountId } = approver
  const over = overLimit(await deps.guard.recovery(accountId)) ?? overLimit(await deps.guard.claim(accountId))
  if (over) return over
  const own = await deps.credentials.list(accountId)
  if (!own.some(isUsable)) return refusal('no_usable_passkey') // [P31]
  return 'pin' in presented
    ? claimByPin(deps, approver, commandId, presented.pin)
    : claimByReceipt(deps, approver, commandId, presented.receipt)
}

async function claimByReceipt(deps: PairingDeps, approver: Approver, commandId: CommandId, text: string) {
  const receipt = openReceipt(deps, text, approver.browser)
  if (!receipt) return refusal('code_invalid')
  const { pairing, now } = await deps.pairings.load(receipt.pairingId)
  if (!pairing || now >= receipt.until) return refusal('code_invalid') // [P28]
  const decided = await present(deps, approver, commandId, pairing, 'qr', { epoch: receipt.epoch })
  return answer(deps, approver, decided)
}

async function claimByPin(deps: PairingDeps, approver: Approver, commandId: CommandId, typed: string) {
  const pin = parsePin(typed)
  if (!pin) return refusal('code_invalid')
  const over = overLimit(await deps.guard.wrongPin(approver.accountId))
  if (over) return over // [P29]
  await deps.guard.slow(approver.network)
  for (const pinHash of deps.secrets.pinHashes(approver.foldedName, pin)) {
    const [id] = await deps.pairings.hints(pinIndex(pinHash), 1)
    const { pairing } = id ? await deps.pairings.load(id) : { pairing: null }
    if (!pairing) continue
    const decided = await present(deps, approver, commandId, pairing, 'pin', { pinHash })
    if (decided?.refusal === 'code_invalid') continue
    await deps.guard.rightPin(approver.accountId)
    return answer(deps, approver, decided)
  }
  const tried = deps.secrets.tag('limit', `${commandId} ${pin}`) as CommandId
  await chargeWrongPin(deps, approver, tried)
  return refusal('code_invalid')
}

/** Under the command and its PIN together: a retry costs no page a second try, and another PIN does. */
async function chargeWrongPin(
  deps: PairingDeps,
  { foldedName, network }: Approver,
  id: CommandId,
): Promise<void> {
  await deps.guard.networkWrongPin(network)
  for (const page of await deps.pairings.hints(nameIndex(deps.secrets, foldedName), CHARGED_PAGES)) {
    await decide(deps, page, { type: 'wrong-pin', id })
  }
}

async function present(
  deps: PairingDeps,
  approver: Approver,
  commandId: CommandId,
  seen: Pairing,
  way: 'qr' | 'pin',
  code: Extract<Command, { type: 'claim' }>['code'],
): Promise<Decided | null> {
  const claimId = randomBytes(16).toString('base64url') as ClaimId
  const reasons = await deps.marks.read([
    ...pageMarks(deps.secrets, seen.pageKey, seen.browser),
    accountMark(approver.accountId),
  ])
  const returnPin = deps.secrets.returnPin(seen.keyId, seen.id, claimId, 0) ?? ''
  const decided = await decide(deps, seen.id, {
    type: 'claim',
    id: commandId,
    claim: {
      id: claimId,
      accountId: approver.accountId,
      accountName: approver.accountName,
      sessionId: approver.sessionId,
      at: 0,
      way,
    },
    browser: approver.browser,
    code,
    returnPinHash: deps.secrets.returnPinHash(seen.keyId, seen.id, claimId, 0, returnPin),
    reasons,
  })
  if (decided && decided.pairing.version > seen.version) await noteSecond(deps, approver, decided)
  return decided
}

/** The account that came second carries the mark as well; the first one got it with the decision. */
async function noteSecond(
  deps: PairingDeps,
  approver: Approver,
  { pairing, changed }: Decided,
): Promise<void> {
  if (pairing.state !== 'burned' || pairing.cause !== 'second-claimant') return
  const first = pairing.claim
  if (!first || first.accountId === approver.accountId) return
  await deps.marks.set([accountMark(approver.accountId)], 'second-claimant', deps.lives.mark)
  if (!changed) return
  await deps.audit.append({
    action: 'pairing-second-claimant',
    accountId: first.accountId,
    pairingId: pairing.id,
  })
}

async function answer(
  deps: PairingDeps,
  approver: Approver,
  decided: Decided | null,
): Promise<Answer<ClaimShown>> {
  if (!decided) return refusal('code_invalid')
  if (decided.refusal) return refusal(decided.refusal)
  const held = claimOf(decided.pairing)
  if (!held || held.accountId !== approver.accountId || held.sessionId !== approver.sessionId)
    return refusal('code_invalid')
  await deps.pairings.addHint(claimIndex(held.id), decided.pairing.id, deps.lives.whole)
  if (decided.changed) await noteClaim(deps, approver, decided.pairing.id, held.way)
  return showClaim(deps, approver, decided)
}

async function noteClaim(
  deps: PairingDeps,
  { accountId, sessionId, device, network }: Approver,
  pairingId: PairingId,
  way: 'qr' | 'pin',
): Promise<void> {
  const about = { accountId, sessionId, pairingId, device, network: network.shown }
  await deps.audit.append({ ...about, action: 'pairing-claimed', detail: way })
}

/** The pairing that a claim id stands for, as an index remembers it; a hint, judged on the record. */
export async function pairingOfClaim(deps: PairingDeps, claimId: ClaimId): Promise<PairingId | null> {
  const [id] = await deps.pairings.hints(claimIndex(claimId), 1)
  return id ?? null
}
