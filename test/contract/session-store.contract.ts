import { expect } from 'chai'
import type { PasskeyUse } from '../../server/passkeys/record-use.ts'
import type { NewSession } from '../../server/sessions/session.ts'
import type { AccountId, CredentialId, SessionId } from '../../shared/ids.ts'
import { setStatus } from '../support/set-status.ts'
import { eventually } from './eventually.ts'
import {
  atOnce,
  entry,
  givePasskey,
  newAccountId,
  randomText,
  sampleCredential,
  sampleSession,
  withClockAhead,
} from './sql-samples.ts'
import type { OpenSqlUnderTest, SqlUnderTest } from './sql-under-test.ts'

const HOUR = 60 * 60_000

export function describeSessionStore(name: string, open: OpenSqlUnderTest) {
  describe(`session store: ${name}`, () => {
    let sql: SqlUnderTest
    before(async () => {
      sql = await open()
    })
    after(() => sql.close())

    const owner = async () => {
      const accountId = newAccountId()
      const credential = sampleCredential(accountId)
      const credentialId = credential.id
      await givePasskey(sql.one, credential)
      return { accountId, credentialId }
    }
    type Owner = { readonly accountId: AccountId; readonly credentialId: CredentialId }
    const create = (who: Owner, session: NewSession, lifetimeMs: number, use?: PasskeyUse) =>
      sql.one.sessions.create(session, lifetimeMs, entry('signed-in', who.accountId), use)
    const begin = async (who: Owner, lifetimeMs = HOUR) => {
      const session = sampleSession(who.accountId, who.credentialId)
      const begun = await create(who, session, lifetimeMs)
      return { begun: begun !== null, session }
    }
    const beginBy = async (who: Owner, counter: number, mayGoBack = false) => {
      const wentBack = entry('counter-regressed', who.accountId)
      const session = sampleSession(who.accountId, who.credentialId)
      const begun = await create(who, session, HOUR, { counter, backedUp: true, mayGoBack, wentBack })
      const isLive = (await sql.other.sessions.findByTokenHash(session.tokenHash)) !== null
      return { begun: typeof begun === 'object' ? begun !== null : begun, isLive }
    }
    const end = ({ tokenHash }: { readonly tokenHash: string }, { sessions } = sql.one) =>
      sessions.end(tokenHash, ({ accountId }) => entry('session-ended', accountId))
    const actions = async (accountId: AccountId) =>
      (await sql.other.audit.list(accountId, 10)).map(({ action }) => action)
    const ids = (sessions: readonly { readonly id: SessionId }[]) => sessions.map(({ id }) => id)

    it('[S20] finds a session by its token hash, with the times of the database', async () => {
      const who = await owner()
      const before = Date.now()
      const { begun, session } = await begin(who)
      expect(begun).to.equal(true)
      const found = await sql.other.sessions.findByTokenHash(session.tokenHash)
      expect(found).to.deep.include(session)
      expect(found?.createdAt).to.be.within(before - 1, Date.now() + 1)
      expect(found?.lastSeenAt).to.equal(found?.createdAt)
      expect(found?.expiresAt).to.be.within(before + HOUR - 1, Date.now() + HOUR + 1)
      expect(await actions(who.accountId)).to.deep.equal(['signed-in', 'passkey-added'])
    })

    it('[S20] notes the sign-in as a use of the passkey', async () => {
      const who = await owner()
      const before = Date.now()
      await begin(who)
      const credential = await sql.other.credentials.find(who.credentialId)
      expect(credential?.lastUsedAt).to.be.within(before - 1, Date.now() + 1)
    })

    it('[S204] notes the use of the passkey with the session that it begins', async () => {
      const who = await owner()
      expect(await beginBy(who, 0)).to.deep.equal({ begun: true, isLive: true })
      expect(await beginBy(who, 7)).to.deep.equal({ begun: true, isLive: true })
      expect(await sql.other.credentials.find(who.credentialId)).to.include({ counter: 7, backedUp: true })
    })

    it('[S204] begins no session if the counter went backwards, and writes nothing', async () => {
      const who = await owner()
      await beginBy(who, 7)
      const used = await sql.one.credentials.find(who.credentialId)
      for (const counter of [7, 6, 0])
        expect(await beginBy(who, counter)).to.deep.equal({ begun: 'counter-went-back', isLive: false })
      expect(await sql.other.credentials.find(who.credentialId)).to.deep.equal(used)
      expect(await actions(who.accountId)).to.deep.equal(['signed-in', 'passkey-added'])
    })

    it('[S204] begins it all the same with a passkey that may count backwards, and keeps the counter', async () => {
      const who = await owner()
      await beginBy(who, 7)
      expect(await beginBy(who, 6, true)).to.deep.equal({ begun: true, isLive: true })
      expect((await sql.other.credentials.find(who.credentialId))?.counter).to.equal(7)
      expect((await actions(who.accountId)).slice(0, 2)).to.deep.equal(['signed-in', 'counter-regressed'])
    })

    it('[S204] notes no use of a passkey that is suspended', async () => {
      const who = await owner()
      await setStatus(sql.run, who.credentialId, 'suspended')
      expect(await beginBy(who, 7)).to.deep.equal({ begun: false, isLive: false })
      expect((await sql.other.credentials.find(who.credentialId))?.counter).to.equal(0)
      expect(await actions(who.accountId)).to.deep.equal(['passkey-added'])
    })

    it('[S204] notes nothing of a passkey that is suspended and whose counter went backwards', async () => {
      const who = await owner()
      await beginBy(who, 7)
      await setStatus(sql.run, who.credentialId, 'suspended')
      for (const mayGoBack of [true, false])
        expect(await beginBy(who, 6, mayGoBack)).to.deep.equal({ begun: false, isLive: false })
      expect(await actions(who.accountId)).to.deep.equal(['signed-in', 'passkey-added'])
    })

    it('[S204] begins one session of 50 at once with the same counter', async () => {
      const who = await owner()
      const tries = await atOnce([sql.one, sql.other], 50, () => beginBy(who, 7))
      expect(tries.filter(({ begun }) => begun === true)).to.have.length(1)
    })

    it('[S21] begins no session with a passkey that is suspended, unknown or of another account', async () => {
      const who = await owner()
      const { accountId, credentialId } = who
      const stranger = { ...who, accountId: newAccountId() }
      const unknown = { ...who, credentialId: randomText<CredentialId>() }
      expect((await begin(stranger)).begun).to.equal(false)
      expect((await begin(unknown)).begun).to.equal(false)
      await setStatus(sql.run, credentialId, 'suspended')
      const { begun, session } = await begin(who)
      expect(begun).to.equal(false)
      expect(await sql.one.sessions.findByTokenHash(session.tokenHash)).to.equal(null)
      expect(await actions(accountId)).to.deep.equal(['passkey-added'])
    })

    it('[S22] knows a session that ran out in no way', async () => {
      const who = await owner()
      const { session } = await begin(who, 0)
      expect(await sql.one.sessions.findByTokenHash(session.tokenHash)).to.equal(null)
      expect(await sql.one.sessions.list(who.accountId, 100)).to.deep.equal([])
      expect([...(await sql.one.sessions.liveAmong([session.id]))]).to.deep.equal([])
      expect(await end(session)).to.equal(null)
      expect(await actions(who.accountId)).not.to.include('session-ended')
    })

    it('[S22] goes by the clock of the database, not by that of the node', async () => {
      const who = await owner()
      const { session } = await begin(who)
      const found = await withClockAhead(() => sql.one.sessions.findByTokenHash(session.tokenHash))
      expect(found?.id).to.equal(session.id)
    })

    it('[S23] notes a use when a minute has passed since the last, and not before', async () => {
      const who = await owner()
      const { session } = await begin(who)
      const lastSeen = async () => (await sql.other.sessions.list(who.accountId, 100))[0]?.lastSeenAt ?? 0
      const goBack = (ms: number) =>
        sql.run(`update sessions set last_seen_at = created_at - ${ms} where id = '${session.id}'`)
      await goBack(50_000)
      const early = await lastSeen()
      await sql.one.sessions.findByTokenHash(session.tokenHash)
      expect(await lastSeen()).to.equal(early)
      await goBack(60_000)
      await sql.one.sessions.findByTokenHash(session.tokenHash)
      await eventually('the use is noted', async () => (await lastSeen()) > early)
    })

    it('[S24] lists the live sessions of one account, last seen first', async () => {
      const who = await owner()
      const older = await begin(who)
      const newer = await begin(who)
      await begin(who, 0)
      await begin(await owner())
      await sql.run(`update sessions set last_seen_at = last_seen_at - 9000 where id = '${older.session.id}'`)
      expect(ids(await sql.other.sessions.list(who.accountId, 100))).to.deep.equal([
        newer.session.id,
        older.session.id,
      ])
      expect(ids(await sql.other.sessions.list(who.accountId, 1))).to.deep.equal([newer.session.id])
    })

    it('[S25] ends one session, says whose it was, and writes that down once', async () => {
      const who = await owner()
      const mine = await begin(who)
      const kept = await begin(who)
      expect(await end(mine.session)).to.deep.include({ id: mine.session.id, accountId: who.accountId })
      expect(await end(mine.session)).to.equal(null)
      expect(await sql.other.sessions.findByTokenHash(mine.session.tokenHash)).to.equal(null)
      const live = await sql.other.sessions.liveAmong([mine.session.id, kept.session.id])
      expect([...live]).to.deep.equal([kept.session.id])
      expect((await actions(who.accountId)).filter((action) => action === 'session-ended')).to.have.length(1)
    })

    it('[S25] ends a session exactly once of 20 times at once', async () => {
      const { session } = await begin(await owner())
      const ended = await atOnce([sql.one, sql.other], 20, (stores) => end(session, stores))
      expect(ended.flatMap((one) => one?.id ?? [])).to.deep.equal([session.id])
    })

    it('[S26] answers for no sessions at all', async () => {
      expect((await sql.one.sessions.liveAmong([])).size).to.equal(0)
    })

    it('[S13] forgets what ran out, and nothing else', async () => {
      const who = await owner()
      const live = await begin(who)
      const over = await begin(who, 0)
      await sql.one.forget({ auditMs: 30 * 86_400_000 })
      const both = [live.session.id, over.session.id]
      const kept = sql.database.db.selectFrom('sessions').select('id').where('id', 'in', both)
      expect(await kept.execute()).to.deep.equal([{ id: live.session.id }])
    })
  })
}
