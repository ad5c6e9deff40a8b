import type { AccountName } from '../../accounts/account-name.ts'
import type { AccountStore } from '../../accounts/account-store.ts'
import { foldName } from '../../names/fold-name.ts'
import { nameIndex, pinIndex } from './indexes.ts'
import type { Lifetimes } from './lifetimes.ts'
import type { Binding, Pairing } from './machine.ts'
import type { Hint } from './pairing-store.ts'
import type { PairingSecrets } from './secrets.ts'

interface TypedNamesDeps {
  readonly accounts: Pick<AccountStore, 'findByName'>
  readonly secrets: PairingSecrets
  readonly lives: Pick<Lifetimes, 'pin' | 'claimable'>
}

/** What follows from the account name that was typed on a page. */
export interface TypedNames {
  /** Whose the name is. A name that nobody has is bound too, and nobody can tell the difference. */
  bindTo(name: AccountName): Promise<Binding>
  /** The keyed hash of the PIN that a pairing shows in an epoch. Null if its key is gone. */
  pinHashOf(pairing: Pick<Pairing, 'keyId' | 'id' | 'epoch'>, folded: string): string | null
  /**
   * The hints of the page: its PIN, by which a typed PIN finds it, and its name, by which other pages with this
   * name find it.
   */
  hintsOf(pairing: Pick<Pairing, 'pinHash'>, folded: string): readonly Hint[]
}

export function createTypedNames({ accounts, secrets, lives }: TypedNamesDeps): TypedNames {
  return {
    async bindTo(name) {
      const account = await accounts.findByName(name.folded)
      return { name: name.shown, accountId: account?.id ?? null }
    },
    pinHashOf({ keyId, id, epoch }, folded) {
      const pin = secrets.pin(keyId, id, epoch)
      return pin && (secrets.pinHashes(folded, pin)[0] ?? null)
    },
    hintsOf({ pinHash }, folded) {
      if (!pinHash) return []
      return [
        { index: pinIndex(pinHash), ttlMs: lives.pin },
        { index: nameIndex(secrets, folded), ttlMs: lives.claimable },
      ]
    },
  }
}

/** The name that was typed on a page, folded as in indexes and PINs. Null if none was typed. */
export function foldedNameOf({ binding }: Pick<Pairing, 'binding'>): string | null {
  return binding && foldName(binding.name)
}
