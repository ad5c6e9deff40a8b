import type { AddressRow } from '../../../shared/addresses.ts'
import type { Address } from '../../addresses/address.ts'
import type { Credential } from '../../passkeys/credential.ts'
import { named } from './recovery-rows.ts'

/** The addresses of an account, with the names of the passkeys that added and are removing them. */
export function addressRows(
  addresses: readonly Address[],
  passkeys: readonly Credential[],
): readonly AddressRow[] {
  return addresses.map(
    ({ id, address, state, addedAt, codeUntil, countsFrom, addedBy, removedBy, leavesAt }) => ({
      ...{ id, address, state, addedAt, codeUntil, countsFrom },
      by: named(passkeys, addedBy),
      removal: removedBy && leavesAt !== null ? { leavesAt, by: named(passkeys, removedBy) } : null,
    }),
  )
}
