import { expect } from 'chai'
import type { AuditEntry } from '../../server/audit/audit-entry.ts'
import type { CredentialId, RecoveryId, SessionId } from '../../shared/ids.ts'
import { atOnce, entry, newAccountId, randomText } from './sql-samples.ts'
import type { OpenSqlUnderTest, SqlUnderTest } from './sql-under-test.ts'

export function describeAuditLog(name: string, open: OpenSqlUnderTest) {
  describe(`audit log: ${name}`, () => {
    let sql: SqlUnderTest
    before(async () => {
      sql = await open()
    })
    after(() => sql.close())

    it('[S50] gives an entry back as it was written, with the time of the database', async () => {
      const full: AuditEntry = {
        action: 'recovery-ended',
        accountId: newAccountId(),
        sessionId: randomText<SessionId>(),
        credentialId: randomText<CredentialId>(),
        recoveryId: randomText<RecoveryId>(),
        device: 'Chrome on Windows',
        network: '198.51.100.0/24',
        detail: 'time-ran-out',
      }
      const before = Date.now()
      await sql.one.audit.append(full)
      const [record] = full.accountId ? await sql.other.audit.list(full.accountId, 1) : []
      const { at, ...rest } = record ?? { at: 0 }
      expect(rest).to.deep.equal(full)
      expect(at).to.be.within(before - 1, Date.now() + 1)
    })

    it('[S50] leaves out what was not given', async () => {
      const accountId = newAccountId()
      await sql.one.audit.append(entry('signed-in', accountId))
      const [record] = await sql.one.audit.list(accountId, 1)
      expect(Object.keys(record ?? {})).to.have.members(['at', 'action', 'accountId'])
    })

    it('[S51] lists the newest first, at most as many as asked for, of one account only', async () => {
      const accountId = newAccountId()
      for (const action of ['signed-in', 'passkey-added', 'signed-out'] as const) {
        await sql.one.audit.append(entry(action, accountId))
        await sql.other.audit.append(entry(action, newAccountId()))
        await sql.other.audit.append(entry(action, null))
      }
      const newest = await sql.one.audit.list(accountId, 2)
      expect(newest.map(({ action }) => action)).to.deep.equal(['signed-out', 'passkey-added'])
    })

    it('[S123] lists the newest of each action, however many there are of another', async () => {
      const accountId = newAccountId()
      await sql.one.audit.append(entry('passkey-added', accountId))
      for (let turn = 0; turn < 60; turn += 1) {
        await sql.one.audit.append({ ...entry('sign-in-refused', accountId), detail: String(turn) })
        await sql.one.audit.append(entry('signed-in', accountId))
      }
      const newest = await sql.one.audit.newestOfEach(accountId, 2, ['passkey-added', 'sign-in-refused'])
      expect(newest.map(({ action, detail }) => [action, detail])).to.deep.equal([
        ['sign-in-refused', '59'],
        ['sign-in-refused', '58'],
        ['passkey-added', undefined],
      ])
      const two = await sql.one.audit.list(accountId, 2, ['passkey-added', 'sign-in-refused'])
      expect(two.map(({ detail }) => detail)).to.deep.equal(['59', '58'])
    })

    it('[S124] counts the newest of an action, as far as asked for', async () => {
      const accountId = newAccountId()
      for (let turn = 0; turn < 5; turn += 1) await sql.one.audit.append(entry('passkey-added', accountId))
      await sql.one.audit.append(entry('signed-in', accountId))
      await sql.run(`update audit set at = 100 + seq where account_id = '${accountId}'`)
      const added = await sql.one.audit.list(accountId, 9, ['passkey-added'])
      expect(await sql.one.audit.count(accountId, 'passkey-added', 9)).to.deep.equal({
        count: 5,
        since: added[4]?.at,
      })
      expect(await sql.one.audit.count(accountId, 'passkey-added', 3)).to.deep.equal({
        count: 3,
        since: added[2]?.at,
      })
      expect((await sql.one.audit.count(accountId, 'passkey-removed', 3)).count).to.equal(0)
    })

    it('[S51] loses none of 50 entries written at once', async () => {
      const accountId = newAccountId()
      await atOnce([sql.one, sql.other], 50, ({ audit }) => audit.append(entry('signed-in', accountId)))
      expect(await sql.one.audit.list(accountId, 100)).to.have.length(50)
    })
  })
}
