import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import Sqlite from 'libsql'
import { AdminConsole } from '../support/admin-console.ts'
import { PasskeyDevice } from '../support/passkey-device.ts'
import { startRekey } from '../support/rekey.ts'
import { runRekey } from '../support/run-rekey.ts'
import { siteStores } from '../support/site-stores.ts'
import { type Site, sharedSite } from '../support/sites.ts'
import { accountOf } from './admin-scene.ts'
import { newApprover } from './scene.ts'

const OWN_ACCOUNTS = 'examples/own-users-table/start.ts'

/** `npm run admin -- ...` over the database of a site. */
async function admin({ databaseUrl }: Site, ...words: string[]) {
  const ended = await runRekey({ args: ['--admin', ...words], env: { DATABASE_URL: databaseUrl! } })
  const [, stdout, store] = /^([\s\S]*\n)(Store: .*)\n$/.exec(ended.stdout) ?? []
  expect(store).to.match(/^Store: PostgreSQL at /)
  expect(store).to.include(new URL(databaseUrl!).pathname.slice(1))
  return { ...ended, stdout }
}

describe('npm run admin, while two nodes run', () => {
  const site = sharedSite()
  const stores = siteStores(site)

  it('grants, lists and takes away the role, and says so in a sentence', async () => {
    const device = await newApprover(site, site.url, 'Ann O’Admin')
    const { name } = device
    expect((await admin(site, 'list')).stdout).to.equal(
      'Nobody is an admin. To make someone an admin: npm run admin -- grant NAME\n',
    )
    const granted = await admin(site, 'grant', name.toUpperCase())
    expect(granted.stdout).to.match(new RegExp(`^“${name}” is an admin now, and can open http://\\S+/admin`))
    expect([granted.code, granted.stderr]).to.deep.equal([0, ''])
    const again = await admin(site, 'grant', name)
    expect(again.stdout).to.match(new RegExp(`^“${name}” is an admin already\\. If .* opens the console`))
    expect(again.code).to.equal(0)
    expect(await admin(site, 'list')).to.include({ code: 0, stdout: `${name}\n` })

    const console = new AdminConsole(device)
    expect(await console.enter()).to.equal(null)
    await console.watch(site.otherUrl)
    const revoked = await admin(site, 'revoke', name)
    expect(revoked.stdout).to.match(/is no longer an admin\. Any open console closes within two seconds/)
    await console.closed()
    expect(console.bye).to.equal('not-admin')
    expect(await admin(site, 'revoke', name)).to.include({
      code: 0,
      stdout: `“${name}” is not an admin.\n`,
    })

    const audit = await stores.sql.audit.list(await accountOf(stores, device), 20)
    const roles = audit.map(({ action }) => action).filter((action) => action.startsWith('admin-'))
    expect(roles).to.deep.equal(['admin-revoked', 'admin-entered', 'admin-granted'])
  })
})

describe('npm run admin', () => {
  let folder: string
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'rekey-admin-'))
  })
  after(() => rmSync(folder, { recursive: true, force: true }))
  const run = (...args: string[]) => runRekey({ args, env: { DATA_DIR: join(folder, 'data') } })

  it('says which rule a name breaks that cannot be one', async () => {
    const { code, stderr } = await run('--admin', 'grant', 'аliсe')
    expect(stderr).to.equal('"аliсe" is not an account name: it mixes letters of different scripts.\n')
    expect(code).to.equal(1)
  })

  it('names an account that is not there, and what to do', async () => {
    const { code, stdout, stderr } = await run('--admin', 'grant', 'Nobody "here"')
    expect(stderr).to.match(
      /^There is no account "Nobody \\"here\\"" in the SQLite file \S+rekey\.sqlite\. .*settings of the server.*quotes around it\.\n$/,
    )
    expect([code, stdout]).to.deep.equal([1, ''])
  })

  it('says how it is used', async () => {
    const { code, stdout, stderr } = await run('--admin', 'promote', 'Ann')
    expect(stderr).to.match(
      /^Usage: npm run admin -- grant NAME \| revoke NAME \| recover NAME .* \| list\. .*quotes/,
    )
    expect([code, stdout]).to.deep.equal([1, ''])
  })

  it('knows the accounts of a site that has its own table', async () => {
    const own = join(folder, 'own')
    const before = await runRekey({ args: ['--admin', 'list'], env: { DATA_DIR: own } })
    expect(before.code).to.equal(0)
    const database = new Sqlite(join(own, 'rekey.sqlite'))
    database.exec(`create table users (user_number integer primary key, login text not null,
      joined_at integer not null, login_folded text not null unique, account_id text unique,
      passkey_handle text unique)`)
    database.close()
    const node = await startRekey({ folder: own, entry: OWN_ACCOUNTS })
    try {
      const device = await new PasskeyDevice(node.url).signUp('Alice Owned')
      const granted = await runRekey({
        args: ['--admin', 'grant', 'alice owned'],
        env: { DATA_DIR: own },
        entry: OWN_ACCOUNTS,
      })
      expect(granted.stdout).to.include('“Alice Owned” is an admin now')
      expect(await new AdminConsole(device).enter()).to.equal(null)
    } finally {
      await node.stop()
    }
  })
})
