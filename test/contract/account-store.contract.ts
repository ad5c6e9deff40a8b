import { expect } from 'chai'
import type { CredentialId } from '../../shared/ids.ts'
import { eventually } from './eventually.ts'
import {
  atOnce,
  entry,
  givePasskey,
  newAccountId,
  randomText,
  sampleAccount,
  sampleCredential,
  sampleSession,
} from './sql-samples.ts'
import type { OpenSqlUnderTest, SqlUnderTest } from './sql-under-test.ts'

export function describeAccountStore(name: string, open: OpenSqlUnderTest) {
  describe(`account store: ${name}`, () => {
    let sql: SqlUnderTest
    before(async () => {
      sql = await open()
    })
    after(() => sql.close())

    const signUp = (foldedName: string, { accounts } = sql.one) => {
      const account = sampleAccount(foldedName)
      const first = sampleCredential(account.id)
      const created = accounts.create(account, first, entry('account-created', account.id))
      return created.then((outcome) => ({ outcome, account, first }))
    }

    it('[S1] creates an account together with its first passkey and its audit entry', async () => {
      const { outcome, account, first } = await signUp(randomText())
      expect(outcome).to.equal('created')
      const [credential, ...others] = await sql.other.credentials.list(account.id)
      expect(others).to.deep.equal([])
      expect(credential).to.include({ id: first.id, status: 'active' })
      expect((await sql.other.audit.list(account.id, 10)).map(({ action }) => action)).to.deep.equal([
        'account-created',
      ])
    })

    it('[S1] creates nothing when the name is taken', async () => {
      const foldedName = randomText()
      await signUp(foldedName)
      const { outcome, account, first } = await signUp(foldedName)
      expect(outcome).to.equal('name-taken')
      expect(await sql.one.accounts.findById(account.id)).to.equal(null)
      expect(await sql.one.credentials.find(first.id)).to.equal(null)
      expect(await sql.one.audit.list(account.id, 10)).to.deep.equal([])
    })

    it('[S1] creates nothing when the passkey is known', async () => {
      const { first } = await signUp(randomText())
      const account = sampleAccount()
      const known = sampleCredential(account.id, first.id)
      const outcome = await sql.one.accounts.create(account, known, entry('account-created', account.id))
      expect(outcome).to.equal('credential-known')
      expect(await sql.one.accounts.findByName(account.foldedName)).to.equal(null)
      expect(await sql.one.audit.list(account.id, 10)).to.deep.equal([])
    })

    it('[S2] gives a name to exactly one of 20 sign-ups at once', async () => {
      const foldedName = randomText()
      const tries = await atOnce([sql.one, sql.other], 20, (stores) => signUp(foldedName, stores))
      const winners = tries.filter(({ outcome }) => outcome === 'created')
      expect(winners).to.have.length(1)
      expect((await sql.one.accounts.findByName(foldedName))?.id).to.equal(winners[0]?.account.id)
    })

    it('[S3] finds an account by id and folded name, with the time of its creation', async () => {
      const before = Date.now()
      const { account } = await signUp(randomText())
      const found = await sql.other.accounts.findById(account.id)
      expect(found).to.deep.include(account)
      // A table of a site may keep whole seconds.
      expect(found?.createdAt).to.be.within(before - 1_000, Date.now() + 1)
      expect(await sql.one.accounts.findByName(account.foldedName)).to.deep.equal(found)
    })

    it('[S3] finds nobody by an unknown id or name', async () => {
      expect(await sql.one.accounts.findById(newAccountId())).to.equal(null)
      expect(await sql.one.accounts.findByName(randomText())).to.equal(null)
    })

    it('[S220] gives ids to a user whom a site had before, once, and to nobody else', async () => {
      const ids = () => {
        const { id, userHandle } = sampleAccount()
        return { id, userHandle }
      }
      const adopted = await atOnce([sql.one, sql.other], 10, ({ accounts }) =>
        accounts.adopt('old hand', ids()),
      )
      const accounts = adopted.filter((account) => account !== null)
      const isOwnTable = (await sql.one.accounts.findByName('old hand')) === null
      expect(accounts).to.have.length(isOwnTable ? 0 : 1)
      for (const account of accounts)
        expect(await sql.other.accounts.findOwner(account.id)).to.deep.equal({ account, passkeys: [] })
      const { account } = await signUp(randomText())
      for (const name of [account.foldedName, randomText()])
        expect(await sql.one.accounts.adopt(name, ids())).to.equal(null)
      expect(await sql.one.accounts.findOwner(newAccountId())).to.equal(null)
    })

    /** Signed in on two devices, each with its passkey. */
    const signedIn = async (lifetimeMs = 60_000) => {
      const { account, first } = await signUp(randomText())
      const second = sampleCredential(account.id)
      await givePasskey(sql.one, second)
      const session = sampleSession(account.id, second.id)
      await sql.one.sessions.create(session, lifetimeMs, entry('signed-in', account.id))
      return { account, first, second, session }
    }

    it('[S201] reads an account with its passkeys, and a passkey with its account', async () => {
      const { account, first } = await signedIn()
      await signedIn()
      const { accounts, credentials } = sql.other
      expect(await accounts.findOwner(account.id)).to.deep.equal({
        account: await accounts.findById(account.id),
        passkeys: await credentials.list(account.id),
      })
      expect(await accounts.findByPasskey(first.id)).to.deep.equal({
        account: await accounts.findById(account.id),
        credential: await credentials.find(first.id),
      })
    })

    it('[S201] reads whose a live session is, with the passkeys of that account', async () => {
      const { account, second, session } = await signedIn()
      await signedIn()
      expect(await sql.other.accounts.findSignedIn(session.tokenHash)).to.deep.equal({
        session: { id: session.id, credentialId: second.id },
        account: await sql.one.accounts.findById(account.id),
        passkeys: await sql.one.credentials.list(account.id),
      })
    })

    it('[S201] reads nobody by an unknown id, nor by a session that is unknown or over', async () => {
      const { session } = await signedIn(0)
      expect(await sql.one.accounts.findOwner(newAccountId())).to.equal(null)
      expect(await sql.one.accounts.findByPasskey(randomText<CredentialId>())).to.equal(null)
      expect(await sql.one.accounts.findSignedIn(session.tokenHash)).to.equal(null)
      expect(await sql.one.accounts.findSignedIn(randomText())).to.equal(null)
    })

    it('[S23] notes the use of a session by which somebody was read', async () => {
      const { account, session } = await signedIn()
      const lastSeen = async () => (await sql.other.sessions.list(account.id, 1))[0]?.lastSeenAt ?? 0
      await sql.run(`update sessions set last_seen_at = created_at - 60000 where id = '${session.id}'`)
      const before = await lastSeen()
      await sql.one.accounts.findSignedIn(session.tokenHash)
      await eventually('the use is noted', async () => (await lastSeen()) > before)
    })
  })
}
