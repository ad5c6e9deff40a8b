import { z } from 'zod'
import type { ContactAction } from '../../../shared/contacts.ts'
import type { AccountId } from '../../../shared/ids.ts'
import { mayCancel } from '../../passkeys/authority.ts'
import type { Credential } from '../../passkeys/credential.ts'
import { type ActionsOf, anyPasskey } from '../../passkeys/declared-actions.ts'
import { id, typedName } from '../../requests/wire-fields.ts'
import type { ContactStore } from './contact-store.ts'
import { mayVouch } from './may-vouch.ts'
import type { VouchStore } from './vouch-store.ts'

interface ContactActionDeps {
  readonly contacts: Pick<ContactStore, 'ofOwner'>
  readonly vouches: Pick<VouchStore, 'find'>
}

/** What an owner and a contact do. SQL judges it again. */
export function contactActions({ contacts, vouches }: ContactActionDeps): ActionsOf<ContactAction> {
  const own = async (accountId: AccountId, contactId: string) =>
    (await contacts.ofOwner(accountId)).find((contact) => contact.id === contactId)
  return {
    'name-contact': { spends: 'account-change', fields: { name: typedName }, mayConfirm: anyPasskey },
    'end-contact': {
      spends: 'remedy',
      fields: { contactId: id },
      async mayConfirm({ contactId }, { accountId, find }) {
        const contact = await own(accountId, contactId)
        return cancelling(contact?.state === 'counts' ? null : find(contact?.namedBy))
      },
    },
    'keep-contact': {
      spends: 'remedy',
      fields: { contactId: id },
      async mayConfirm({ contactId }, { accountId, find }) {
        return cancelling(find((await own(accountId, contactId))?.endedBy))
      },
    },
    'agree-to-contact': { spends: 'account-change', fields: { contactId: id }, mayConfirm: anyPasskey },
    'leave-contact': { spends: 'remedy', fields: { contactId: id }, mayConfirm: anyPasskey },
    vouch: {
      spends: 'account-change',
      fields: { requestId: id, shown: z.string().max(4_000) },
      async mayConfirm({ requestId }, { accountId }) {
        const asked = await vouches.find(requestId, accountId)
        return (passkey) => (asked ? mayVouch(asked.agreement, passkey, asked) : 'code_invalid')
      },
    },
  }
}

function cancelling(scheduler: Credential | null) {
  return (by: Credential) => !scheduler || mayCancel(by, scheduler)
}
