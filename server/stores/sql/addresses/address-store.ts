import type { AddressStore } from '../../../addresses/address-store.ts'
import type { Database } from '../database.ts'
import { add, confirm } from './add.ts'
import { carryOut } from './carry-out.ts'
import { keep, remove } from './remove.ts'
import { readAddresses } from './rows.ts'

/** The addresses of accounts in SQL. */
export function createAddressStore(database: Database): AddressStore {
  return {
    list: (accountId) => readAddresses(database, accountId),
    add: (doing, address) => add(database, doing, address),
    confirm: (doing, addressId, codeHashes) => confirm(database, doing, addressId, codeHashes),
    remove: (doing, addressId) => remove(database, doing, addressId),
    keep: (doing, addressId) => keep(database, doing, addressId),
    carryOut: (failed) => carryOut(database, failed),
  }
}
