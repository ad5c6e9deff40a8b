import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { inspectSql } from '../../server/stores/sql/inspect-sql.ts'
import { openSql } from '../../server/stores/sql/open-sql.ts'
import { TABLE_NAMES } from '../../server/stores/sql/tables.ts'
import { block, command } from '../support/documented.ts'
import { commonPostgres, initialise, serverUser, startOn, type TestPostgres } from '../support/postgres.ts'
import { databaseOfOthers, run } from './database-of-others.ts'
import { rejection } from './eventually.ts'
import { RP_ID } from './sql-under-test.ts'

const statementsOf = (sql: string) => sql.match(/[^;]+;/g) ?? []

describe('a PostgreSQL that opens', function () {
  this.timeout(20_000)
  let server: TestPostgres
  before(async () => {
    server = await commonPostgres()
  })

  /** What the start and `--check` say, which is the same. */
  async function refusal(databaseUrl: string, schema?: string): Promise<string> {
    const place = { databaseUrl, schema }
    const said = String(await rejection(openSql({ ...place, rpId: RP_ID })))
    expect(String(await rejection(inspectSql(place, RP_ID)))).to.equal(said)
    return said
  }

  async function expectOpens(databaseUrl: string, schema?: string): Promise<void> {
    const place = { databaseUrl, schema }
    expect(await inspectSql(place, RP_ID)).to.equal('empty')
    const stores = await openSql({ ...place, rpId: RP_ID })
    await stores.forget({ auditMs: 0 })
    await stores.close()
    expect(await inspectSql(place, RP_ID)).to.equal('ready')
  }

  for (const encoding of ['LATIN1', 'SQL_ASCII']) {
    it(`[S183] and cannot hold every name is refused, and how to make one that can: ${encoding}`, async () => {
      const { url } = await databaseOfOthers(`encoding '${encoding}' template template0`)
      expect(await refusal(url))
        .to.contain(`its encoding is ${encoding}`)
        .and.contain(`encoding 'UTF8' template template0;`)
    })
  }

  it('[S183] and takes no writes is refused, and what to name instead', async () => {
    const { url, name } = await databaseOfOthers()
    await run(server.url, `alter database ${name} set default_transaction_read_only = on`)
    expect(await refusal(url)).to.match(/it is read-only\. Name the primary/)
  })

  it('[S183] and lets its user make no tables is refused, with what to run there', async () => {
    const { url, role, asUser } = await databaseOfOthers()
    expect(await refusal(asUser)).to.match(
      /may not make tables in its schema public\. Run there: grant usage, create on schema public to USER;/,
    )
    await run(url, `grant usage, create on schema public to ${role}`)
    await expectOpens(asUser)
  })

  it('[S183] and is closed to its user is refused, with the rights that are needed', async () => {
    const { name, asUser } = await databaseOfOthers()
    await run(server.url, `revoke connect on database ${name} from public`)
    expect(await refusal(asUser)).to.match(/may not do what Rekey needs there\. .* grant it connect there/)
  })

  it('[S183] and lets its user use no schema is refused, with what to run there', async () => {
    const { url, asUser } = await databaseOfOthers()
    await run(url, 'revoke usage on schema public from public')
    expect(await refusal(asUser)).to.match(
      /no schema that this user may use\. Run there: grant usage, create/,
    )
  })

  it('[S183] [S184] and whose search_path leads nowhere is refused, and opens with DATABASE_SCHEMA', async () => {
    const { url, name } = await databaseOfOthers()
    await run(server.url, `alter database ${name} set search_path = ''`)
    expect(await refusal(url)).to.match(/search_path leads to no schema .*set DATABASE_SCHEMA/)
    await expectOpens(url, 'rekey')
  })

  it('[S183] and is a standby is refused, and what to name instead', async () => {
    const user = await serverUser()
    const folder = await mkdtemp(join(tmpdir(), 'rekey-standby-'))
    if (user) await chown(folder, user.uid, user.gid)
    const data = join(folder, 'data')
    await initialise(data, user)
    await writeFile(join(data, 'standby.signal'), '')
    const standby = await startOn({ data, folder, user, settings: { listen_addresses: '' } })
    try {
      const url = `postgres://postgres@localhost/postgres?host=${encodeURIComponent(folder)}`
      expect(await refusal(url)).to.match(/it is read-only\. Name the primary/)
    } finally {
      await standby.end('SIGINT')
      await rm(folder, { recursive: true, force: true })
    }
  })

  it('[S183] and has no such schema is refused where its user may not make one', async () => {
    const { url, role, asUser } = await databaseOfOthers()
    expect(await refusal(asUser, 'rekey')).to.match(
      /, schema rekey\) cannot be used: it has no schema rekey, .*: create schema rekey authorization USER;$/,
    )
    await run(url, `create schema rekey authorization ${role}`)
    await expectOpens(asUser, 'rekey')
  })

  it('[S183] and holds our tables for another user alone is refused, and opens for one who has the rights', async () => {
    const { url, role, asUser } = await databaseOfOthers()
    await (await openSql({ databaseUrl: url, rpId: RP_ID })).close()
    expect(await refusal(asUser)).to.match(
      /may not read and write account_deletions, accounts, addresses, .*\. Name the user/,
    )
    await run(url, `grant select, insert, update, delete on all tables in schema public to ${role}`)
    expect(await refusal(asUser)).to.contain('may not read and write audit_seq_seq.')
    await run(url, `grant usage on sequence audit_seq_seq to ${role}`)
    await (await openSql({ databaseUrl: asUser, rpId: RP_ID })).close()
    expect(await inspectSql({ databaseUrl: asUser }, RP_ID)).to.equal('ready')
  })

  it('[S192] and hides rows of ours from its user is refused, with what to run there', async () => {
    const { url, role, asUser } = await databaseOfOthers()
    await run(url, `grant usage, create on schema public to ${role}`)
    await (await openSql({ databaseUrl: asUser, rpId: RP_ID })).close()
    await run(url, 'alter table sessions enable row level security, force row level security')
    const said = await refusal(asUser)
    expect(said).to.match(
      /row level security hides rows of sessions from this user\. Name the user .*: alter/,
    )
    await run(url, said.slice(said.indexOf('alter table')))
    expect(await inspectSql({ databaseUrl: asUser }, RP_ID)).to.equal('ready')
  })

  const foreign: Readonly<Record<string, readonly [statement: string, named: string]>> = {
    'a table': ['create table accounts (id int)', 'accounts'],
    'two tables': ['create table sessions (); create table audit ()', 'audit, sessions'],
    'a view': ['create view sessions as select 1 as one', 'sessions'],
    'a type': [`create type recoveries as enum ('one')`, 'recoveries'],
    'a table like our meta': ['create table meta (key text primary key, value text)', 'meta'],
    'a table like our meta with a schema in it': [
      `create table meta (key text primary key, value text); insert into meta values ('schema', '2')`,
      'meta',
    ],
    'a meta of other columns': ['create table meta (id int); create table accounts ()', 'accounts, meta'],
  }
  for (const [what, [statement, named]] of Object.entries(foreign)) {
    it(`[S185] and has ${what} of another program with our names is left as it is, and opens with DATABASE_SCHEMA`, async () => {
      const { url } = await databaseOfOthers()
      await run(url, statement)
      const before = await run(url, RELATIONS)
      expect(await refusal(url)).to.contain(`names that Rekey needs: ${named}. Set DATABASE_SCHEMA`)
      expect(await run(url, RELATIONS)).to.deep.equal(before)
      await expectOpens(url, 'rekey')
      expect(await run(url, RELATIONS)).to.deep.equal(before)
    })
  }

  it('[S185] and has an index of another program with a name of ours is refused with the same mend', async () => {
    const { url } = await databaseOfOthers()
    await run(url, 'create table theirs (a int)', 'create index sessions_by_end on theirs (a)')
    const said = String(await rejection(openSql({ databaseUrl: url, rpId: RP_ID })))
    expect(said).to.match(/a name that Rekey needs\. Set DATABASE_SCHEMA/)
  })

  it('[S183] and was made as docs/operate.md says opens, with a schema that was made beforehand too', async () => {
    const statements = statementsOf(block('docs/operate.md', 'create role rekey login'))
    const url = server.url.replace('postgres@', 'rekey@').replace('/postgres?', '/rekey?')
    await run(server.url, ...statements, command("alter role rekey set statement_timeout = '5s'"))
    try {
      await expectOpens(url)
      await run(url, ...statementsOf(block('docs/operate.md', 'delete from sessions;')))
      await run(
        server.url.replace('/postgres?', '/rekey?'),
        command('create schema rekey authorization rekey;'),
      )
      await expectOpens(url, 'rekey')
    } finally {
      await run(server.url, 'drop database rekey', 'drop role rekey')
    }
  })

  it('[S184] keeps all that is ours in the schema of DATABASE_SCHEMA', async () => {
    const { url } = await databaseOfOthers()
    await expectOpens(url, 'rekey')
    const rows = await run(
      url,
      `select relname from pg_class where relnamespace = 'rekey'::regnamespace and relkind = 'r'`,
    )
    expect(rows.map(({ relname }) => relname)).to.have.members([...TABLE_NAMES])
    expect(await run(url, RELATIONS)).to.deep.equal([])
  })
})

const RELATIONS = `select relname, relkind from pg_class where relnamespace = 'public'::regnamespace order by 1`
