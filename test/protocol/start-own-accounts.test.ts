import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import Sqlite from 'libsql'
import { PasskeyDevice } from '../support/passkey-device.ts'
import { startRekey } from '../support/rekey.ts'

describe('examples/own-users-table', () => {
  it('starts Rekey over the accounts of the site: who signs up is a row of its own table', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rekey-users-'))
    const database = new Sqlite(join(folder, 'rekey.sqlite'))
    database.exec(`create table users (
      user_number integer primary key,
      login text not null,
      joined_at integer not null,
      login_folded text not null unique,
      account_id text unique,
      passkey_handle text unique
    )`)
    const node = await startRekey({ folder, entry: 'examples/own-users-table/start.ts' })
    try {
      const device = new PasskeyDevice(node.url)
      await device.signUp('Alice Owned')
      expect(await device.get('/api/session')).to.include({ signedIn: true, name: 'Alice Owned' })
      const again = await device.signIn()
      expect(again.error).to.equal(null)
      const users = database.prepare('select login, login_folded from users').all()
      expect(users.map((row) => ({ ...(row as object) }))).to.deep.equal([
        { login: 'Alice Owned', login_folded: 'alice owned' },
      ])
      expect(database.prepare('select count(*) as count from accounts').get()).to.include({ count: 0 })
    } finally {
      database.close()
      await node.stop()
    }
  })
})
