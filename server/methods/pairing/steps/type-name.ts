import type { CommandId, PairingId } from '../../../../shared/ids.ts'
import { parseAccountName } from '../../../accounts/account-name.ts'
import type { Guard } from '../../../limits/guard.ts'
import { overLimit } from '../../../limits/over-limit.ts'
import type { Page } from '../actors.ts'
import type { Decide } from '../decide.ts'
import { pinIndex } from '../indexes.ts'
import type { Pairing } from '../machine.ts'
import type { PairingStore } from '../pairing-store.ts'
import { foldedNameOf, type TypedNames } from '../typed-name.ts'
import type { PageAnswer, ShowPage } from './page-shown.ts'

interface TypeNameDeps {
  readonly guard: Pick<Guard, 'opening'>
  readonly names: TypedNames
  readonly decide: Decide
  readonly pairings: Pick<PairingStore, 'addHints' | 'removeHints'>
  readonly showPage: ShowPage
}

/** What changes the codes of a page. */
export interface TypeName {
  /**
   * Binds an open page to the account name that was typed on it, and gives it a PIN. From then on, only that
   * account can claim it, by QR code or by PIN.
   */
  type(
    pairingId: PairingId,
    commandId: CommandId,
    name: string,
    page: Pick<Page, 'network' | 'browser'>,
  ): Promise<PageAnswer>
  /**
   * New codes. On an open page that changes nothing else. On a claimed one it means “That wasn’t me”, and makes the
   * pairing dual.
   */
  newCode(pairingId: PairingId, commandId: CommandId): Promise<PageAnswer>
}

export function createTypeName(deps: TypeNameDeps): TypeName {
  const { guard, names, decide, pairings, showPage } = deps

  /**
   * Removes the hint of the earlier PIN. A page may ask for new codes as often as its socket allows, and without
   * this, one page could fill a process's memory.
   */
  async function forgetPin({ id, pinHash }: Pairing, before: string | null): Promise<void> {
    if (before !== null && before !== pinHash) await pairings.removeHints(pinIndex(before), [id]) // [L31]
  }

  return {
    async type(pairingId, id, text, page) {
      const over = overLimit(await guard.opening(page.network, page.browser, true))
      if (over) return over
      const parsed = parseAccountName(text)
      if (!parsed.ok) return parsed
      const { folded } = parsed.name
      const binding = await names.bindTo(parsed.name)
      let before: string | null = null
      const decided = await decide(pairingId, (pairing) => {
        before = pairing.pinHash
        const pinHash = names.pinHashOf({ ...pairing, epoch: pairing.epoch + 1 }, folded) ?? ''
        return { type: 'bind-name', id, binding, pinHash }
      })
      if (!decided || decided.refusal) return showPage(decided)
      await forgetPin(decided.pairing, before)
      await pairings.addHints(pairingId, names.hintsOf(decided.pairing, folded))
      return showPage(decided)
    },
    async newCode(pairingId, id) {
      let before: string | null = null
      const decided = await decide(pairingId, (pairing) => {
        before = pairing.pinHash
        const name = foldedNameOf(pairing)
        const pinHash = name && names.pinHashOf({ ...pairing, epoch: pairing.epoch + 1 }, name)
        return { type: 'new-code', id, pinHash }
      })
      if (!decided || decided.refusal) return showPage(decided)
      await forgetPin(decided.pairing, before)
      const name = foldedNameOf(decided.pairing)
      if (name) await pairings.addHints(pairingId, names.hintsOf(decided.pairing, name))
      return showPage(decided)
    },
  }
}
