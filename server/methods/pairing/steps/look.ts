import type { Logger } from 'pino'
import { type QrCode, qrStep } from '../../../../shared/qr.ts'
import type { AuditLog } from '../../../audit/audit-log.ts'
import { type Answer, refusal } from '../../../errors/answer.ts'
import type { Guard } from '../../../limits/guard.ts'
import type { InTurn } from '../../../limits/network-budgets.ts'
import { overLimit } from '../../../limits/over-limit.ts'
import type { Tally } from '../../../limits/tally.ts'
import { blamed, type Network } from '../../../requests/network.ts'
import { sameText } from '../../../secrets/same-text.ts'
import type { Lifetimes } from '../lifetimes.ts'
import { isAtPage, lapse, type Pairing } from '../machine.ts'
import type { PairingStore } from '../pairing-store.ts'
import { sealReceipt } from '../receipt.ts'
import type { PairingSecrets } from '../secrets.ts'

interface LookDeps {
  readonly guard: Pick<Guard, 'look' | 'codeReuse'>
  readonly pairings: Pick<PairingStore, 'load'>
  readonly secrets: PairingSecrets
  readonly lives: Lifetimes
  readonly audit: Pick<AuditLog, 'append'>
  readonly tally: Pick<Tally, 'count'>
  readonly log: Logger
}

/** Who looks at a code and waits for the answer. `browser` is the keyed hash of its cookie. */
type Looker = InTurn & { readonly browser: string }

/**
 * Trades a QR secret that still works for a receipt, so that the person has time to sign in first. It reads the
 * pairing and changes nothing: opening a link claims nothing.
 */
export type Look = (code: QrCode, looker: Looker) => Promise<Answer<{ receipt: string }>>

export function createLook(deps: LookDeps): Look {
  const { guard, pairings, secrets, lives } = deps
  return async (code, looker) => {
    const over = overLimit(await guard.look(looker))
    if (over) return over
    const { pairing, now } = await pairings.load(code.pairingId)
    const epoch = pairing?.epoch ?? 0
    const expected = secrets.qrSecret(pairing?.keyId ?? secrets.keyId, code.pairingId, epoch, code.step)
    const genuine = expected !== null && sameText(expected, code.secret)
    if (!pairing || !genuine) return refusal('code_invalid') // [P25]
    const standing = lapse(pairing, now, lives).next ?? pairing
    if (!isAtPage(standing)) noteReuse(deps, standing, looker.network)
    // If a claim has just lapsed, there are new codes, and this one is of the epoch before.
    if (!isAtPage(standing) || standing.epoch !== epoch) return refusal('code_invalid')
    if (!fresh(pairing, code.step, now)) return refusal('code_invalid') // [P26]
    const until = now + lives.receipt
    return {
      ok: true,
      receipt: sealReceipt(secrets, { pairingId: pairing.id, epoch }, looker.browser, until),
    }
  }
}

/** Whether it is the secret that is shown now, or the one before. */
function fresh(pairing: Pairing, step: number, now: number): boolean {
  const shown = qrStep(now - pairing.openedAt)
  return step === shown || step === shown - 1
}

/**
 * Writes down that a genuine code of a pairing that is over was used: someone has copied it. The answer does not
 * say so, and the audit does only for the first few times. It starts after the answer is on its way, because the
 * time of the answer would give it away too.
 */
function noteReuse(deps: LookDeps, pairing: Pairing, network: Network): void {
  deps.tally.count('code-reuse', blamed(network))
  setImmediate(() =>
    writeReuse(deps, pairing).catch((err: unknown) =>
      deps.log.warn({ err }, 'The reuse of a code was not written down.'),
    ),
  )
}

async function writeReuse(deps: LookDeps, pairing: Pairing): Promise<void> {
  if (!(await deps.guard.codeReuse(pairing.id))) return
  const accountId = pairing.state === 'open' ? null : (pairing.claim?.accountId ?? null)
  await deps.audit.append({ action: 'pairing-code-reused', accountId, recoveryId: pairing.id })
}
