import { z } from 'zod'
import type { AddressAction } from '../../shared/addresses.ts'
import type { AccountId } from '../../shared/ids.ts'
import { mayCancel } from '../passkeys/authority.ts'
import type { Credential } from '../passkeys/credential.ts'
import { type ActionsOf, anyPasskey } from '../passkeys/declared-actions.ts'
import { id } from '../requests/wire-fields.ts'
import type { AddressStore } from './address-store.ts'

/** Longer than any address, so that the rule for addresses answers and not this schema. */
export const typedAddress = z.string().max(1_000)

/** What an owner does with addresses. */
export function addressActions(addresses: Pick<AddressStore, 'list'>): ActionsOf<AddressAction> {
  return {
    'add-address': { spends: 'account-change', fields: { address: typedAddress }, mayConfirm: anyPasskey },
    'remove-address': {
      spends: 'remedy',
      fields: { addressId: id },
      async mayConfirm({ addressId }, { accountId, find }) {
        const address = await found(addresses, accountId, addressId)
        return cancelling(address?.state === 'counts' ? null : find(address?.addedBy))
      },
    },
    'keep-address': {
      spends: 'remedy',
      fields: { addressId: id },
      async mayConfirm({ addressId }, { accountId, find }) {
        return cancelling(find((await found(addresses, accountId, addressId))?.removedBy))
      },
    },
  }
}

async function found(addresses: Pick<AddressStore, 'list'>, accountId: AccountId, addressId: string) {
  return (await addresses.list(accountId)).find(({ id }) => id === addressId)
}

function cancelling(scheduler: Credential | null) {
  return (by: Credential) => !scheduler || mayCancel(by, scheduler)
}
