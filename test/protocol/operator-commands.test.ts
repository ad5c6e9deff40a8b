import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import Sqlite from 'libsql'
import { eventually } from '../contract/eventually.ts'
import { startRekey } from '../support/rekey.ts'
import { runRekey } from '../support/run-rekey.ts'
import { SignedInDevice } from '../support/signed-in-device.ts'
import { SignedPage } from '../support/signed-page.ts'
import { siteStores } from '../support/site-stores.ts'
import { type Site, sharedSite } from '../support/sites.ts'
import { closeAfterwards, newApprover, newName } from './scene.ts'

const OWN_ACCOUNTS = 'examples/own-users-table/start.ts'

/** `npm run admin -- ...` over the database of a site, with PUBLIC_URL as the site has it. */
function admin({ databaseUrl, url }: Site, ...args: string[]) {
  return runRekey({ args: ['--admin', ...args], env: { DATABASE_URL: databaseUrl!, PUBLIC_URL: url } })
}

/** The secret of the link that was printed. */
function secretIn(printed: string): string {
  return /\/recover#([\w-]+)$/m.exec(printed)?.[1] ?? ''
}

describe('npm run admin -- recover and void-link, while two nodes run', () => {
  const site = sharedSite()
  const stores = siteStores(site)

  it('[O1] print a link, what it can do, until when, and how to void it', async () => {
    const device = await newApprover(site, site.url, 'Ann O’Link')
    const { stdout, stderr, code } = await admin(site, 'recover', device.name.toLowerCase())
    expect([code, stderr]).to.deep.equal([0, ''])
    const { name } = device
    const lines = stdout.split('\n')
    expect(lines[0]).to.match(
      new RegExp(`^Whoever has this link can make one passkey for “${name}” .*once, until 20.* UTC:$`),
    )
    expect(lines[1]).to.match(new RegExp(`^${site.url}/recover#[\\w-]{22}$`))
    expect(stdout).to.match(/for 72 hours the new passkey can only sign in, and for 7 days an older passkey/)
    expect(stdout).to.match(/is told within two seconds/)
    expect(stdout).to.include(`npm run admin -- void-link '${name}'`)
    expect(stdout).to.include(`npm run admin -- undo-recovery '${name}'`)
    expect(lines.at(-2)).to.match(/^Store: PostgreSQL at /)
    expect(await stores.sql.operatorLinks.find(secretIn(stdout))).not.to.equal(null)

    const voided = await admin(site, 'void-link', name)
    expect(voided.stdout).to.match(new RegExp(`^The link for “${name}” is void\\.`))
    expect(await stores.sql.operatorLinks.find(secretIn(stdout))).to.equal(null)
    const again = await admin(site, 'void-link', name)
    expect(again.stdout).to.match(/^There is no link for .* undo-recovery/)
    expect((await admin(site, 'undo-recovery', name)).stdout).to.match(
      /^No recovery of “Ann O’Link.* can be undone/,
    )
  })

  it('[O15] say that a link decides a tie, if there is one', async () => {
    const device = await newApprover(site, site.url, 'Ann O’Tie')
    const said = async () => (await admin(site, 'recover', device.name)).stdout
    const first = await said()
    expect(first).not.to.match(/decides/)
    const used = await new SignedPage(site.url).useLink(secretIn(first))
    await stores.run(`update recoveries set state = 'frozen', outweighs = 1, tied = 1 where id = $1`, [
      used.body?.recoveryId,
    ])
    expect(await said()).to.match(/^Careful: two devices of this account.* this link decides: .*Void it/m)
  })

  it('[O8] are heard by the devices of the account within two seconds, on every node', async () => {
    const device = closeAfterwards(new SignedInDevice(site.url))
    await device.signUp(newName())
    await device.connect(site.url, '/account')
    const other = closeAfterwards(await device.secondDevice())
    await other.connect(site.otherUrl, '/account')
    const news = async () => (await device.get('/api/account'))!.news.map(({ action }) => action)
    for (const [command, action] of [
      ['recover', 'operator-link-made'],
      ['void-link', 'operator-link-voided'],
    ] as const) {
      const [before, otherBefore] = [device.changes, other.changes]
      await admin(site, command, device.name)
      for (const [one, changes] of [
        [device, before],
        [other, otherBefore],
      ] as const)
        await eventually('a device hears of it', async () => one.changes > changes, 2_000)
      expect(await news()).to.include(action)
    }
  })

  it('[O6] enrol refuses an account that has a passkey, and names the command for it', async () => {
    const { name } = await newApprover(site)
    const { code, stdout, stderr } = await admin(site, 'enrol', name)
    expect(stderr).to.include(`“${name}” has or had a passkey`).and.to.include('npm run admin -- recover ')
    expect([code, stdout]).to.deep.equal([1, ''])
  })

  it('say how accounts are made if there is none of that name', async () => {
    for (const command of ['recover', 'enrol', 'void-link', 'undo-recovery']) {
      const { code, stdout, stderr } = await admin(site, command, 'Nobody here')
      expect(stderr).to.match(/^There is no account "Nobody here" in PostgreSQL .*\/sign-up/)
      expect([code, stdout]).to.deep.equal([1, ''])
    }
  })
})

describe('npm run admin -- enrol', () => {
  let folder: string
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'rekey-enrol-'))
  })
  after(() => rmSync(folder, { recursive: true, force: true }))

  const admin = (...args: string[]) =>
    runRekey({ args: ['--admin', ...args], env: { DATA_DIR: folder }, entry: OWN_ACCOUNTS })

  it('[O6] [O17] gives a user of a site’s own table a first passkey, without probation', async function () {
    // Six processes, one after the other.
    this.timeout(120_000)
    const database = new Sqlite(join(folder, 'rekey.sqlite'))
    database.exec(`create table users (user_number integer primary key, login text not null,
      joined_at integer not null, login_folded text not null unique, account_id text unique,
      passkey_handle text unique)`)
    database.exec("insert into users (login, login_folded, joined_at) values ('Old Hand', 'old hand', 0)")
    database.close()
    const node = await startRekey({ folder, entry: OWN_ACCOUNTS })
    try {
      const first = await admin('enrol', 'OLD hand')
      expect(first.stdout).to.include('one passkey for “Old Hand”').and.to.include('the first passkey')
      const second = await admin('enrol', 'old hand')
      expect((await admin('enrol', 'new hand')).stderr).to.match(/^There is no account "new hand"/)

      const page = new SignedPage(node.url)
      expect((await page.useLink(secretIn(first.stdout))).error?.code).to.equal('code_invalid')
      const { body } = await page.useLink(secretIn(second.stdout))
      expect(body).to.include({ name: 'Old Hand', state: 'ready' })
      const opened = new Sqlite(join(folder, 'rekey.sqlite'))
      expect(JSON.stringify(opened.prepare('select proofs from recoveries').all())).to.include(
        '"method\\":\\"enrolment',
      )
      opened.close()
      expect((await page.registerFor(body.recoveryId)).status).to.equal(200)
      expect((await page.signIn()).error).to.equal(null)
      expect(await page.get('/api/session')).to.include({ name: 'Old Hand', probationUntil: null })
      expect((await admin('enrol', 'old hand')).stderr).to.include('has or had a passkey')

      expect((await admin('undo-recovery', 'old hand')).stdout).to.match(
        /^The recovery of “Old Hand” is undone/,
      )
      expect((await page.signIn()).error?.code).to.equal('passkey_suspended')
    } finally {
      await node.stop()
    }
  })
})
