import type { AccountStore } from '../../../../server/accounts/account-store.ts'
import type { ContactStore } from '../../../../server/methods/contacts/contact-store.ts'
import type { VouchStore } from '../../../../server/methods/contacts/vouch-store.ts'
import type { Doing } from '../../../../server/passkeys/passkey-acts.ts'
import type { AccountId, PageKey } from '../../../../shared/ids.ts'
import { doingOf, entry, randomText, sampleAccount, sampleCredential } from '../../../contract/sql-samples.ts'

interface FriendStores {
  readonly accounts: AccountStore
  readonly contacts: ContactStore
  readonly vouches: VouchStore
}

/** Somebody who agrees to be anybody's contact, and vouches for whatever page asks. */
export interface Friend {
  /** Is named by this passkey, and agrees. False if either was refused. */
  isNamed(doing: Doing): Promise<boolean>
  /** Gives the evidence. Null if they don't count for this account. */
  vouch(accountId: AccountId, pageKey: PageKey): Promise<string | null>
}

/** Signs them up. */
export async function meetFriend({ accounts, contacts, vouches }: FriendStores): Promise<Friend> {
  const account = sampleAccount()
  const passkey = sampleCredential(account.id)
  await accounts.create(account, passkey, entry('account-created', account.id))
  const own = () => doingOf(account.id, passkey.id)
  return {
    async isNamed(doing) {
      const id = randomText()
      const { name: shown, foldedName: folded } = account
      const naming = { id, shown, folded, contactId: account.id, askedBy: 'the owner', mails: false }
      const named = await contacts.name(doing, naming)
      return named.ok && (await contacts.agree(own(), id)).ok
    },
    async vouch(accountId, pageKey) {
      const id = randomText()
      const requester = { device: 'Firefox on Linux', network: '203.0.113.0/24', place: null }
      await vouches.ask({ pageKey, id, accountId, requester })
      return (await vouches.vouch(own(), id, randomText())).ok ? id : null
    },
  }
}
