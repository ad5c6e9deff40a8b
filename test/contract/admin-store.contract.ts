import { expect } from 'chai'
import type { AccountId, CredentialId, SessionId } from '../../shared/ids.ts'
import {
  atOnce,
  entry,
  newAccountId,
  randomText,
  sampleAccount,
  sampleCredential,
  sampleSession,
  withClockAhead,
} from './sql-samples.ts'
import type { OpenSqlUnderTest, SqlUnderTest } from './sql-under-test.ts'

const HOUR = 60 * 60_000

/** A passkey that nothing is said against. */
const good = {
  ...{ status: 'active', onProbation: false, undoableSince: null, calledOut: false },
  grantedSince: false,
}

export function describeAdminStore(name: string, open: OpenSqlUnderTest) {
  describe(`admin store: ${name}`, () => {
    let sql: SqlUnderTest
    before(async () => {
      sql = await open()
    })
    after(() => sql.close())

    const signUp = async () => {
      const account = sampleAccount()
      const first = sampleCredential(account.id)
      await sql.one.accounts.create(account, first, entry('account-created', account.id))
      return { accountId: account.id, credentialId: first.id }
    }
    const begin = async (who: { accountId: AccountId; credentialId: CredentialId }, lifetimeMs = HOUR) => {
      const session = sampleSession(who.accountId, who.credentialId)
      await sql.one.sessions.create(session, lifetimeMs, entry('signed-in', who.accountId))
      return session
    }
    const grant = (accountId: AccountId, { admins } = sql.one) =>
      admins.grant(accountId, entry('admin-granted', accountId))
    const revoke = (accountId: AccountId, { admins } = sql.one) =>
      admins.revoke(accountId, entry('admin-revoked', accountId))
    const enter = (session: { id: SessionId; accountId: AccountId }, forMs = HOUR, { admins } = sql.one) =>
      admins.enter(session, forMs, entry('admin-entered', session.accountId))
    const standing = async (id: SessionId) => (await sql.other.admins.standings([id])).get(id)
    const actions = async (accountId: AccountId) =>
      (await sql.other.audit.list(accountId, 20)).map(({ action }) => action)

    it('[S90] grants and takes away the role once, and writes that down', async () => {
      const { accountId } = await signUp()
      expect(await grant(accountId)).to.equal(true)
      expect(await grant(accountId)).to.equal(false)
      expect(await sql.other.admins.list()).to.include(accountId)
      expect(await revoke(accountId)).to.equal(true)
      expect(await revoke(accountId)).to.equal(false)
      expect(await sql.other.admins.list()).not.to.include(accountId)
      expect(await actions(accountId)).to.deep.equal(['admin-revoked', 'admin-granted', 'account-created'])
    })

    it('[S90] grants to exactly one of 20 at once, and takes away by one', async () => {
      const { accountId } = await signUp()
      const granted = await atOnce([sql.one, sql.other], 20, (stores) => grant(accountId, stores))
      expect(granted.filter(Boolean)).to.have.length(1)
      const revoked = await atOnce([sql.one, sql.other], 20, (stores) => revoke(accountId, stores))
      expect(revoked.filter(Boolean)).to.have.length(1)
    })

    it('[S91] lists admins by the time that they became one', async () => {
      const first = await signUp()
      const second = await signUp()
      await grant(second.accountId)
      await grant(first.accountId)
      await sql.run(
        `update admins set granted_at = granted_at - 9000 where account_id = '${first.accountId}'`,
      )
      const ids = (await sql.other.admins.list()).filter((id) =>
        [first.accountId, second.accountId].includes(id),
      )
      expect(ids).to.deep.equal([first.accountId, second.accountId])
    })

    it('[S92] says of each live session whether its account is an admin, its passkey and whether the console is open', async () => {
      const who = await signUp()
      const session = await begin(who)
      expect(await standing(session.id)).to.deep.equal({ admin: false, passkey: good, open: false })
      await grant(who.accountId)
      expect(await standing(session.id)).to.deep.equal({ admin: true, passkey: good, open: false })
      expect(await enter(session)).to.equal(true)
      expect(await standing(session.id)).to.deep.equal({ admin: true, passkey: good, open: true })
    })

    it('[S92] knows a probation and a suspension, by the clock of the database', async () => {
      const who = await signUp()
      const session = await begin(who)
      const until = (ms: number) =>
        sql.run(
          `update credentials set probation_until = created_at + ${ms} where id = '${who.credentialId}'`,
        )
      await until(HOUR)
      const seen = await withClockAhead(() => standing(session.id))
      expect(seen?.passkey).to.deep.equal({ ...good, onProbation: true })
      await until(0)
      expect((await standing(session.id))?.passkey).to.deep.equal(good)
      await sql.run(`update credentials set status = 'suspended' where id = '${who.credentialId}'`)
      expect((await standing(session.id))?.passkey).to.deep.equal({ ...good, status: 'suspended' })
      await sql.run(`delete from credentials where id = '${who.credentialId}'`)
      expect((await standing(session.id))?.passkey).to.equal(null)
    })

    it('[S92] answers for many sessions, for none, and knows none that ended', async () => {
      const [one, other] = [await begin(await signUp()), await begin(await signUp())]
      const over = await begin(await signUp(), 0)
      const ids = [one.id, other.id, over.id, randomText<SessionId>()]
      expect([...(await sql.one.admins.standings(ids)).keys()]).to.have.members([one.id, other.id])
      expect((await sql.one.admins.standings([])).size).to.equal(0)
    })

    it('[S93] opens the console for one session, for as long as it says by the clock of the database', async () => {
      const who = await signUp()
      const [mine, other] = [await begin(who), await begin(who)]
      await grant(who.accountId)
      await enter(mine)
      expect((await standing(other.id))?.open).to.equal(false)
      expect((await withClockAhead(() => standing(mine.id)))?.open).to.equal(true)
      await enter(mine, 0)
      expect((await standing(mine.id))?.open).to.equal(false)
      expect((await actions(who.accountId)).filter((action) => action === 'admin-entered')).to.have.length(2)
    })

    it('[S93] opens it for nobody without the role, and writes nothing down', async () => {
      const who = await signUp()
      const session = await begin(who)
      expect(await enter(session)).to.equal(false)
      await grant(who.accountId)
      expect((await standing(session.id))?.open).to.equal(false)
      expect(await actions(who.accountId)).not.to.include('admin-entered')
    })

    it('[S94] closes it for all sessions of the account when the role is taken away, and for no other', async () => {
      const who = await signUp()
      const neighbour = await signUp()
      const sessions = [await begin(who), await begin(who), await begin(neighbour)]
      for (const { accountId } of [who, neighbour]) await grant(accountId)
      for (const session of sessions) await enter(session)
      await revoke(who.accountId)
      await grant(who.accountId)
      const open = await Promise.all(sessions.map(async ({ id }) => (await standing(id))?.open))
      expect(open).to.deep.equal([false, false, true])
    })

    it('[S94] leaves nothing open, however entering and revoking meet', async () => {
      for (let round = 0; round < 20; round += 1) {
        const who = await signUp()
        const session = await begin(who)
        await grant(who.accountId)
        await Promise.all([enter(session), revoke(who.accountId, sql.other)])
        await grant(who.accountId)
        expect((await standing(session.id))?.open, `round ${round}`).to.equal(false)
      }
    })

    it('[S13] forgets open consoles that ran out, and nothing else', async () => {
      const who = await signUp()
      const [live, over] = [await begin(who), await begin(who)]
      await grant(who.accountId)
      await enter(live)
      await enter(over, 0)
      await sql.one.forget({ auditMs: 30 * 86_400_000 })
      const kept = sql.database.db
        .selectFrom('open_consoles')
        .select('session_id')
        .where('session_id', 'in', [live.id, over.id])
      expect(await kept.execute()).to.deep.equal([{ session_id: live.id }])
    })

    it('[S92] gives the role to an account by its id alone, whoever keeps the accounts', async () => {
      const stranger = newAccountId()
      expect(await grant(stranger)).to.equal(true)
      expect(await revoke(stranger)).to.equal(true)
    })
  })
}
