import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createUsersAccountStore } from '../../examples/own-users-table/users-account-store.ts'
import { startPgbouncer, type TestPooler } from '../support/pgbouncer.ts'
import { commonPostgres, type TestPostgres } from '../support/postgres.ts'
import { describeAccountStore } from './account-store.contract.ts'
import { describeAdminStore } from './admin-store.contract.ts'
import { describeAuditLog } from './audit-log.contract.ts'
import { describeChallengeStore } from './challenge-store.contract.ts'
import { describeCredentialStore } from './credential-store.contract.ts'
import { isRunOn } from './databases-by-size.ts'
import { describeRecoveryLedger } from './recovery-ledger.contract.ts'
import { describeSessionStore } from './session-store.contract.ts'
import { describeForgetting } from './sql-forgetting.contract.ts'
import { type OpenSqlUnderTest, openUnderTest, openWithMemory, type SqlPlace } from './sql-under-test.ts'

if (isRunOn('SQLite')) {
  describe('SQLite', function () {
    this.timeout(20_000)
    let folder: string
    before(async () => {
      folder = await mkdtemp(join(tmpdir(), 'rekey-sqlite-'))
    })
    after(() => rm(folder, { recursive: true, force: true }))

    describeAllSqlStores(
      'SQLite',
      async () => ({ file: join(folder, `${randomUUID()}.db`) }),
      'integer primary key',
    )
    describeChallengeStore('memory beside SQLite', () =>
      openWithMemory({ file: join(folder, `${randomUUID()}.db`) }),
    )
  })
}

if (isRunOn('PostgreSQL')) {
  describe('PostgreSQL', function () {
    this.timeout(20_000)
    let server: TestPostgres
    before(async () => {
      server = await commonPostgres()
    })

    describeAllSqlStores(
      'PostgreSQL',
      async () => ({ databaseUrl: await server.createDatabase() }),
      'serial primary key',
    )
    describeChallengeStore('memory beside PostgreSQL', async () =>
      openWithMemory({ databaseUrl: await server.createDatabase() }),
    )
  })
}

if (isRunOn('PostgreSQL behind PgBouncer')) {
  describe('PostgreSQL behind PgBouncer', function () {
    this.timeout(20_000)
    let server: TestPostgres
    let pooler: TestPooler
    before(async () => {
      server = await commonPostgres()
      pooler = await startPgbouncer()
    })
    after(() => pooler.stop())

    describeAllSqlStores(
      'PostgreSQL behind PgBouncer',
      async () => ({ databaseUrl: pooler.through(await server.createDatabase()) }),
      'serial primary key',
    )
  })
}

function describeAllSqlStores(name: string, makePlace: () => Promise<SqlPlace>, userNumber: string) {
  const open = async () => openUnderTest(await makePlace())
  describeAccountStore(name, open)
  describeAccountStore(`a site's own users table on ${name}`, openOverUsersTable(makePlace, userNumber))
  describeCredentialStore(name, open)
  describeSessionStore(name, open)
  describeChallengeStore(name, open)
  describeRecoveryLedger(name, open)
  describeAuditLog(name, open)
  describeForgetting(name, open)
  describeAdminStore(name, open)
  describeAdminStore(`a site's own users table on ${name}`, openOverUsersTable(makePlace, userNumber))
}

function openOverUsersTable(makePlace: () => Promise<SqlPlace>, userNumber: string): OpenSqlUnderTest {
  return async () => {
    const sql = await openUnderTest(await makePlace(), createUsersAccountStore)
    // The site made its table long before Rekey came, and it has users who know nothing of passkeys.
    await sql.run(`create table users (
      user_number ${userNumber},
      login text not null,
      joined_at integer not null,
      login_folded text not null unique,
      account_id text unique,
      passkey_handle text unique
    )`)
    await sql.run("insert into users (login, login_folded, joined_at) values ('Old Hand', 'old hand', 0)")
    return sql
  }
}
