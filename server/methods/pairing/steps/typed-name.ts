import type { CommandId, PairingId } from '../../../../shared/ids.ts'
import type { RequestingView } from '../../../../shared/pairing-view.ts'
import { type AccountName, parseAccountName } from '../../../accounts/account-name.ts'
import { type Answer, refusal } from '../../../errors/answer.ts'
import { overLimit } from '../../../limits/over-limit.ts'
import type { Page } from '../actors.ts'
import { decide } from '../decide.ts'
import type { PairingDeps } from '../deps.ts'
import { foldedNameOf } from '../folded-name.ts'
import { nameIndex, pinIndex } from '../indexes.ts'
import type { Binding, Pairing } from '../machine.ts'
import type { Hint } from '../pairing-store.ts'
import { requestingView } from '../views.ts'

/**
 * Binds an open page to the account name that was typed on it, and gives it a PIN. From then on QR code
 * and PIN alike can be claimed by that account only.
 */
export async function typeName(
  deps: PairingDeps,
  pairingId: PairingId,
  commandId: CommandId,
  name: string,
  page: Pick<Page, 'network' | 'browser'>,
): Promise<Answer<{ view: RequestingView }>> {
  const over = overLimit(await deps.guard.opening(page.network, page.browser, true))
  if (over) return over
  const parsed = parseAccountName(name)
  if (!parsed.ok) return parsed
  const typed = parsed.name
  const binding = await bindTo(deps, typed)
  let before: string | null = null
  const decided = await decide(deps, pairingId, (pairing) => {
    before = pairing.pinHash
    const pinHash = pinHashOf(deps, { ...pairing, epoch: pairing.epoch + 1 }, typed.folded) ?? ''
    return { type: 'bind-name', id: commandId, binding, pinHash }
  })
  if (!decided) return refusal('pairing_over')
  if (decided.refusal) return refusal(decided.refusal)
  await forgetPin(deps, decided.pairing, before)
  await deps.pairings.addHints(pairingId, pinHints(deps, decided.pairing, typed.folded))
  return { ok: true, view: requestingView(decided.pairing, decided.now, deps) }
}

/** Fresh codes: on an open page at will, on a claimed one as "Not me", which makes the pairing dual. */
export async function newCode(
  deps: PairingDeps,
  pairingId: PairingId,
  commandId: CommandId,
): Promise<Answer<{ view: RequestingView }>> {
  let before: string | null = null
  const decided = await decide(deps, pairingId, (pairing) => {
    before = pairing.pinHash
    const name = foldedNameOf(pairing)
    const pinHash = name && pinHashOf(deps, { ...pairing, epoch: pairing.epoch + 1 }, name)
    return { type: 'new-code', id: commandId, pinHash }
  })
  if (!decided) return refusal('pairing_over')
  if (decided.refusal) return refusal(decided.refusal)
  const { pairing, now } = decided
  await forgetPin(deps, pairing, before)
  const name = foldedNameOf(pairing)
  if (name) await deps.pairings.addHints(pairingId, pinHints(deps, pairing, name))
  return { ok: true, view: requestingView(pairing, now, deps) }
}

/** The account behind a typed name; an unknown name binds to nobody, and nobody can tell. */
export async function bindTo(deps: PairingDeps, name: AccountName): Promise<Binding> {
  const account = await deps.accounts.findByName(name.folded)
  return { name: name.shown, accountId: account?.id ?? null }
}

/** The keyed hash of the PIN that a pairing shows in an epoch. */
export function pinHashOf(
  { secrets }: PairingDeps,
  { keyId, id, epoch }: Pick<Pairing, 'keyId' | 'id' | 'epoch'>,
  folded: string,
): string | null {
  const pin = secrets.pin(keyId, id, epoch)
  return pin && (secrets.pinHashes(folded, pin)[0] ?? null)
}

/** A page is filed under its PIN and its name, so that a typed PIN finds it, and so does whoever types the same name. */
export function pinHints(
  { secrets, lives }: Pick<PairingDeps, 'secrets' | 'lives'>,
  { pinHash }: Pick<Pairing, 'pinHash'>,
  folded: string,
): readonly Hint[] {
  if (!pinHash) return []
  return [
    { index: pinIndex(pinHash), ttlMs: lives.pin },
    { index: nameIndex(secrets, folded), ttlMs: lives.claimable },
  ]
}

/** A page asks for new codes as often as its socket lets it: without this, one would fill a process's memory. */
async function forgetPin(
  deps: PairingDeps,
  { id, pinHash }: Pick<Pairing, 'id' | 'pinHash'>,
  before: string | null,
): Promise<void> {
  if (before !== null && before !== pinHash) await deps.pairings.removeHints(pinIndex(before), [id]) // [L31]
}
