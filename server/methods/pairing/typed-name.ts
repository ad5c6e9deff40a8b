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

/** What a page gets by a name that was typed on it. */
export interface TypedNames {
  /** The account behind it; an unknown name binds to nobody, and nobody can tell. */
  bindTo(name: AccountName): Promise<Binding>
  /** The keyed hash of the PIN that a pairing shows in an epoch. */
  pinHashOf(pairing: Pick<Pairing, 'keyId' | 'id' | 'epoch'>, folded: string): string | null
  /** The page is filed under its PIN and its name, so that a typed PIN finds it, and so does whoever types the same name. */
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

/** The name that was typed on a page, folded as indexes and PINs take it; null while none is. */
export function foldedNameOf({ binding }: Pick<Pairing, 'binding'>): string | null {
  return binding && foldName(binding.name)
}
