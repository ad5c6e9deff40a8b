import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import Sqlite from 'libsql'
import { Client } from 'pg'
import { rejection } from '../contract/eventually.ts'
import { block, command, read } from '../support/documented.ts'
import { type Newcomer, newcomer } from '../support/newcomer.ts'
import { PasskeyDevice } from '../support/passkey-device.ts'
import { commonPostgres } from '../support/postgres.ts'
import { SignedPage } from '../support/signed-page.ts'

const EXAMPLE = 'examples/own-users-table'
const COLUMNS = block('examples/own-users-table/README.md', 'alter table users')
/** As a site may have had it before. */
const USERS = (userNumber: string) =>
  `create table users (user_number ${userNumber}, login text not null, joined_at integer not null)`

describe(EXAMPLE, () => {
  let here: Newcomer
  before(async () => {
    here = newcomer()
    expect(await here.run(command('npm run build'))).to.include({ code: 0 })
    const bundle = command('node tools/bundle-server.mjs dist/own examples/own-users-table/start.ts')
    expect(await here.run(bundle)).to.include({ code: 0 })
  })
  after(() => here.leave())

  it('starts Rekey as its README says: who signs up is a row of the table of the site', async () => {
    expect(read(`${EXAMPLE}/start.ts`)).to.include(
      block('examples/own-users-table/README.md', 'await runCommandLine'),
    )
    const database = new Sqlite(join(here.folder, 'rekey.sqlite'))
    database.exec(`${USERS('integer primary key')}; ${COLUMNS}`)
    database.exec("insert into users (login, joined_at) values ('Zoë O''Hara', 0)")
    writeFileSync(join(here.folder, 'logins.txt'), "Zoë O'Hara\n")
    const fold = command('npx tsx examples/own-users-table/fold-logins.ts < logins.txt > fold-logins.sql')
    expect(await here.run(fold)).to.deep.equal({ code: 0, output: '' })
    database.exec(readFileSync(join(here.folder, 'fold-logins.sql'), 'utf8'))
    const site = await here.serve(command('node dist/own/start.js'), { DATA_DIR: here.folder })
    try {
      const device = new PasskeyDevice(site.url)
      await device.signUp('Alice Owned')
      expect(await device.get('/api/session')).to.include({ signedIn: true, name: 'Alice Owned' })
      expect((await device.signIn()).error).to.equal(null)
      const users = database.prepare('select login, login_folded from users').all()
      expect(users.map((row) => ({ ...(row as object) }))).to.deep.equal([
        { login: "Zoë O'Hara", login_folded: "zoë o'hara" },
        { login: 'Alice Owned', login_folded: 'alice owned' },
      ])
      const taken = await rejection(new PasskeyDevice(site.url).signUp("ZOË O'Hara"))
      expect(String(taken)).to.include('name_taken')
      database.exec("insert into users (login, login_folded, joined_at) values ('alice', 'alice', 0)")
      const enrol = command('node dist/own/start.js --admin enrol alice')
      const { output } = await here.run(enrol, { DATA_DIR: here.folder })
      const page = new SignedPage(site.url)
      const { body } = await page.useLink(/\/recover#([\w-]{22})$/m.exec(output)?.[1] ?? '')
      expect((await page.registerFor(body.recoveryId)).status).to.equal(200)
      expect((await page.signIn()).error).to.equal(null)
      expect(database.prepare('select count(*) as count from accounts').get()).to.include({ count: 0 })
    } finally {
      database.close()
      await site.end()
    }
  })

  it('stands beside tables of the site that have our names, once DATABASE_SCHEMA is set', async () => {
    const databaseUrl = await (await commonPostgres()).createDatabase()
    const client = new Client({ connectionString: databaseUrl })
    await client.connect()
    await client.query(`create table accounts (); create table sessions (); ${USERS('serial')}; ${COLUMNS}`)
    const site = await here.serve(command('node dist/own/start.js'), {
      DATABASE_URL: databaseUrl,
      DATABASE_SCHEMA: 'rekey',
    })
    try {
      const device = await new PasskeyDevice(site.url).signUp('Alice Owned')
      expect((await device.signIn()).error).to.equal(null)
      const { rows } = await client.query('select login, login_folded from public.users')
      expect(rows).to.deep.equal([{ login: 'Alice Owned', login_folded: 'alice owned' }])
      expect((await client.query('select * from rekey.accounts')).rows).to.deep.equal([])
    } finally {
      await client.end()
      await site.end()
    }
  })
})
