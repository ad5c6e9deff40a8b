import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { areEnough } from '../../../../server/recovery/policy.ts'
import { createAccountStore } from '../../../../server/stores/sql/accounts.ts'
import { createPasskeyActs } from '../../../../server/stores/sql/acts/passkey-acts.ts'
import { createAdminStore } from '../../../../server/stores/sql/admins.ts'
import { createBackupCodeStore } from '../../../../server/stores/sql/backup-codes/backup-codes.ts'
import { createCases } from '../../../../server/stores/sql/cases/cases.ts'
import { createContactStore } from '../../../../server/stores/sql/contacts/contact-store.ts'
import { createVouchStore } from '../../../../server/stores/sql/contacts/vouch-store.ts'
import { createCredentialStore } from '../../../../server/stores/sql/credentials.ts'
import type { Database } from '../../../../server/stores/sql/database.ts'
import { openSql } from '../../../../server/stores/sql/open-sql.ts'
import { createOperatorLinks } from '../../../../server/stores/sql/operator-links/links.ts'
import { createRecoveryLedger } from '../../../../server/stores/sql/recovery/ledger.ts'
import { createSlowLedger } from '../../../../server/stores/sql/recovery/slow/ledger.ts'
import { type Spend, spend } from '../../../../server/stores/sql/recovery/slow/spend.ts'
import { type PressedLink, pressLink } from '../../../support/press-link.ts'
import { meetFriend } from './friend.ts'
import { inOneTransaction } from './one-transaction.ts'
import { hireSupporters } from './supporters.ts'

export const HOUR = 3_600_000
export const DAY = 24 * HOUR
const WEEK = 7 * DAY

/** Some day. The mailbox that people have was confirmed before it. */
const START = 1_900_000_000_000

/**
 * A code from a mail that its owner has read. No mails are sent here, so this stands for its evidence: the policy knows
 * what it is worth.
 */
const spendMailed: Spend = async () => ({ since: START - DAY, method: 'email' })

const orThrow = (err: unknown) => {
  throw err
}

/** The stores in SQLite, on a clock that only `pass` and `tick` move. */
export type MovedStores = Awaited<ReturnType<typeof openMoved>>

/** Opens them in a folder of their own. */
export async function openMoved() {
  const folder = await mkdtemp(join(tmpdir(), 'rekey-thirty-days-'))
  const inside: Database[] = []
  const opened = await openSql({
    file: join(folder, 'rekey.sqlite'),
    rpId: 'rekey.example',
    accounts: (database) => {
      inside.push(database)
      return createAccountStore(database)
    },
  })
  const now = sql<number>`(select at from simulated_clock)`
  const { database, run, close } = await inOneTransaction(inside[0]!, { now, built: new Map() })
  await run('create table simulated_clock (at integer not null)')
  await run(`insert into simulated_clock values (${START})`)
  let at = START
  const goTo = async (time: number) => {
    at = time
    await run(`update simulated_clock set at = ${at}`)
  }
  const recoveries = createRecoveryLedger(database, areEnough)
  const slow = createSlowLedger(database, { ...spend, email: spendMailed } as typeof spend)
  const acts = createPasskeyActs(database)
  const backupCodes = createBackupCodeStore(database)
  const accounts = createAccountStore(database)
  const contacts = createContactStore(database)
  return {
    recoveries,
    slow,
    acts,
    backupCodes,
    accounts,
    cases: createCases(database),
    contacts,
    friend: await meetFriend({ accounts, contacts, vouches: createVouchStore(database) }),
    supporters: await hireSupporters(accounts, createAdminStore(database)),
    credentials: createCredentialStore(database),
    operatorLinks: createOperatorLinks(database),
    pressLink: (link: PressedLink) => pressLink(database, link),
    /** Milliseconds by that clock. */
    now: () => at,
    /** No two acts are at the same millisecond. */
    tick: () => goTo(at + 1),
    /** Lets time pass, and carries out what is due by then, as the cleanup does. */
    async pass(ms: number) {
      await goTo(at + ms)
      await recoveries.sweep(DAY)
      await slow.sweep()
      await acts.carryOut(WEEK)
      await backupCodes.carryOut()
      await contacts.carryOut(orThrow)
      await accounts.changes.carryOut(orThrow)
    },
    async close() {
      await close()
      await opened.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
