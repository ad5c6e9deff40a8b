import type { ContactStore } from '../../../methods/contacts/contact-store.ts'
import type { Database } from '../database.ts'
import { agree, decline, leave, refuseAll } from './agree.ts'
import { carryOut } from './carry-out.ts'
import { end, keep } from './end.ts'
import { name, refusesAll } from './name.ts'
import { readContacts } from './rows.ts'

/** The contacts of accounts in SQL. */
export function createContactStore(database: Database): ContactStore {
  return {
    ofOwner: (accountId) => readContacts(database, 'account_id', accountId),
    ofContact: (accountId) => readContacts(database, 'contact_id', accountId),
    refusesAll: (accountId) => refusesAll(database, accountId),
    name: (...details) => name(database, ...details),
    end: (...details) => end(database, ...details),
    keep: (...details) => keep(database, ...details),
    agree: (...details) => agree(database, ...details),
    decline: (...details) => decline(database, ...details),
    leave: (...details) => leave(database, ...details),
    refuseAll: (...details) => refuseAll(database, ...details),
    carryOut: (failed) => carryOut(database, failed),
  }
}
