import type { PairingId } from '../../../../shared/ids.ts'
import { type QrCode, qrStep } from '../../../../shared/qr.ts'
import { type Answer, refusal } from '../../../errors/answer.ts'
import type { InTurn } from '../../../limits/network-budgets.ts'
import { overLimit } from '../../../limits/over-limit.ts'
import { blamed, type Network } from '../../../requests/network.ts'
import type { PairingDeps } from '../deps.ts'
import { isAtPage, lapse, type Pairing } from '../machine.ts'
import { sameText } from '../secrets.ts'

/** Who looks at a code, and waits for the answer. `browser`: keyed hash of its cookie. */
type Looker = InTurn & { readonly browser: string }

/** What a receipt says once its MAC was found good. */
export interface Receipt {
  readonly pairingId: PairingId
  readonly epoch: number
}

/**
 * Trades a still-valid QR secret for a receipt, so that signing in first loses nothing. It reads the
 * pairing and changes nothing: opening a link claims nothing.
 */
export async function look(
  deps: PairingDeps,
  code: QrCode,
  looker: Looker,
): Promise<Answer<{ receipt: string }>> {
  const over = overLimit(await deps.guard.look(looker))
  if (over) return over
  const { pairing, now } = await deps.pairings.load(code.pairingId)
  const epoch = pairing?.epoch ?? 0
  const expected = deps.secrets.qrSecret(
    pairing?.keyId ?? deps.secrets.keyId,
    code.pairingId,
    epoch,
    code.step,
  )
  const genuine = expected !== null && sameText(expected, code.secret)
  if (!pairing || !genuine) return refusal('code_invalid') // [P25]
  const standing = lapse(pairing, now, deps.lives).next ?? pairing
  if (!isAtPage(standing)) noteReuse(deps, standing, looker.network)
  // A claim that lapsed just now left new codes behind; this one is of the epoch before.
  if (!isAtPage(standing) || standing.epoch !== epoch) return refusal('code_invalid')
  if (!fresh(pairing, code.step, now)) return refusal('code_invalid') // [P26]
  return {
    ok: true,
    receipt: sealReceipt(deps, { pairingId: pairing.id, epoch }, looker.browser, now + deps.lives.receipt),
  }
}

/** The secret of the step that is shown now, and the one before it. */
function fresh(pairing: Pairing, step: number, now: number): boolean {
  const shown = qrStep(now - pairing.openedAt)
  return step === shown || step === shown - 1
}

/**
 * A genuine code of a dead pairing was copied somewhere: no refusal tells it, but the audit does, at first.
 * It begins when the answer is on its way: the time of the answer would tell it too.
 */
function noteReuse(deps: PairingDeps, pairing: Pairing, network: Network): void {
  deps.tally.count('code-reuse', blamed(network))
  setImmediate(() =>
    writeReuse(deps, pairing).catch((err: unknown) =>
      deps.log.warn({ err }, 'The reuse of a code was not written down.'),
    ),
  )
}

async function writeReuse(deps: PairingDeps, pairing: Pairing): Promise<void> {
  if (!(await deps.guard.codeReuse(pairing.id))) return
  const accountId = pairing.state === 'open' ? null : (pairing.claim?.accountId ?? null)
  await deps.audit.append({ action: 'pairing-code-reused', accountId, pairingId: pairing.id })
}

/** `pairing.epoch.until.mac`, the MAC over the browser that looked as well. */
function sealReceipt({ secrets }: PairingDeps, receipt: Receipt, browser: string, until: number): string {
  const text = `${receipt.pairingId}.${receipt.epoch}.${until}`
  return `${text}.${secrets.receiptMacs(`${text}.${browser}`)[0]}`
}

const RECEIPT = /^(([A-Za-z0-9_-]{22})\.(\d{1,9})\.(\d{1,16}))\.([A-Za-z0-9_-]{43})$/

/** Null unless we made this receipt for this browser. Its time is judged by `until` and the store's clock. */
export function openReceipt(
  { secrets }: PairingDeps,
  text: string,
  browser: string,
): (Receipt & { readonly until: number }) | null {
  const [, sealed, pairingId, epoch, until, mac] = RECEIPT.exec(text) ?? []
  if (!sealed || !mac) return null
  const ours = secrets.receiptMacs(`${sealed}.${browser}`).some((expected) => sameText(expected, mac))
  if (!ours) return null // [P27]
  return { pairingId: pairingId as PairingId, epoch: Number(epoch), until: Number(until) }
}
