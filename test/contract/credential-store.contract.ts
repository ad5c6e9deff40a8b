import { expect } from 'chai'
import { MOST_REMOVED } from '../../server/passkeys/caps.ts'
import type { NewCredential } from '../../server/passkeys/credential.ts'
import type { AccountId, CredentialId } from '../../shared/ids.ts'
import { AS_ADDED } from '../support/as-added.ts'
import { setStatus } from '../support/set-status.ts'
import {
  addition,
  atOnce,
  codeOf,
  doingOf,
  entry,
  givePasskey,
  newAccountId,
  nextMillisecond,
  randomText,
  sampleCredential,
} from './sql-samples.ts'
import type { OpenSqlUnderTest, SqlUnderTest } from './sql-under-test.ts'

export function describeCredentialStore(name: string, open: OpenSqlUnderTest) {
  describe(`credential store: ${name}`, () => {
    let sql: SqlUnderTest
    before(async () => {
      sql = await open()
    })
    after(() => sql.close())

    const add = async (changes: Partial<NewCredential> = {}) => {
      const credential = { ...sampleCredential(newAccountId()), ...changes }
      const outcome = await givePasskey(sql.one, credential)
      return { outcome, credential }
    }
    const actions = async (accountId: AccountId) =>
      (await sql.other.audit.list(accountId, 10)).map(({ action }) => action)

    it('[S4] gives back what was added, as active and never used, bytes included', async () => {
      const before = Date.now()
      const { outcome, credential } = await add()
      expect(outcome).to.equal('added')
      const found = await sql.other.credentials.find(credential.id)
      const { createdAt, ...rest } = found ?? { createdAt: 0 }
      expect(createdAt).to.be.within(before - 1, Date.now() + 1)
      expect(rest).to.deep.equal({
        ...credential,
        ...AS_ADDED,
      })
      expect(await actions(credential.accountId)).to.deep.equal(['passkey-added'])
    })

    it('[S4] knows no passkey that was never added', async () => {
      expect(await sql.one.credentials.find(randomText<CredentialId>())).to.equal(null)
      expect(await sql.one.credentials.list(newAccountId())).to.deep.equal([])
    })

    it('[S127] lists all that were not removed, and of the removed ones those that came last', async () => {
      const accountId = newAccountId()
      for (let nth = 0; nth < MOST_REMOVED + 12; nth += 1) await add({ accountId })
      const all = (await sql.one.credentials.list(accountId)).map(({ id }) => id)
      await sql.run(`update credentials set status = 'removed' where account_id = '${accountId}'`)
      await sql.run(`update credentials set status = 'active' where id = '${all[0]}'`)
      const listed = (await sql.one.credentials.list(accountId)).map(({ id }) => id)
      expect(listed).to.have.length(1 + MOST_REMOVED)
      expect(listed[0]).to.equal(all[0])
      expect((await sql.one.credentials.find(all[1]!))?.status).to.equal('removed')
    })

    it('[S5] knows a credential id once and for all, even for another account and after its removal', async () => {
      const { credential } = await add()
      const { id, accountId } = credential
      expect((await add({ id })).outcome).to.equal('credential-known')
      await add({ accountId })
      await setStatus(sql.run, id, 'removed')
      const again = await add({ id, accountId })
      expect(again.outcome).to.equal('credential-known')
      expect((await sql.one.credentials.find(id))?.status).to.equal('removed')
      expect(await actions(accountId)).to.deep.equal(['passkey-added', 'passkey-added'])
    })

    it('[S6] lists the passkeys of one account only, removed ones too, oldest first', async () => {
      const accountId = newAccountId()
      const ids: CredentialId[] = []
      for (const age of [3, 2, 1]) {
        const { credential } = await add({ accountId })
        await sql.run(
          `update credentials set created_at = created_at - ${age}000 where id = '${credential.id}'`,
        )
        ids.push(credential.id)
      }
      await add()
      const [oldest] = ids
      if (oldest) await setStatus(sql.run, oldest, 'removed')
      expect((await sql.other.credentials.list(accountId)).map(({ id }) => id)).to.deep.equal(ids)
    })

    it('[S8] renames a passkey of the account, unless it was removed', async () => {
      const { credential } = await add()
      const { id, accountId } = credential
      await nextMillisecond()
      const { credential: by } = await add({ accountId })
      const { credential: stranger } = await add()
      const rename = async (who: NewCredential, name: string) =>
        codeOf(await sql.one.acts.rename({ ...doingOf(who.accountId, who.id), on: id }, name))
      expect(await rename(by, 'Mine ✓')).to.equal(null)
      expect(await rename(stranger, 'Not mine')).to.equal('not_found')
      expect((await sql.other.credentials.find(id))?.name).to.equal('Mine ✓')
      await setStatus(sql.run, id, 'removed')
      expect(await rename(by, 'Gone')).to.equal('not_found')
      expect(await actions(accountId)).to.deep.equal([
        'passkey-renamed-by-newer',
        'passkey-added',
        'passkey-added',
      ])
      const [renamed] = await sql.one.audit.list(accountId, 1)
      expect(JSON.parse(renamed!.detail!)).to.deep.equal([credential.name, 'Mine ✓'])
    })

    it('[S9] takes a signature counter only when it rises or stays at 0', async () => {
      const { credential } = await add()
      const use = (counter: number) => sql.one.credentials.recordUse(credential.id, counter, true)
      const answers: boolean[] = []
      for (const counter of [0, 0, 5, 5, 4, 0, 4_294_967_295]) answers.push(await use(counter))
      expect(answers).to.deep.equal([true, true, true, false, false, false, true])
      const used = await sql.other.credentials.find(credential.id)
      expect(used).to.include({ counter: 4_294_967_295, backedUp: true })
      expect(used?.lastUsedAt).to.be.within((used?.createdAt ?? 0) - 1, Date.now() + 1)
    })

    it('[S9] takes one and the same counter only once of 20 times at once', async () => {
      const { credential } = await add()
      const taken = await atOnce([sql.one, sql.other], 20, ({ credentials }) =>
        credentials.recordUse(credential.id, 7, false),
      )
      expect(taken.filter(Boolean)).to.have.length(1)
    })

    it('[S14] adds what another passkey allowed only while that one is active', async () => {
      const { credential } = await add()
      const { id, accountId } = credential
      const audit = entry('passkey-added', accountId)
      const added = sampleCredential(accountId)
      const arrival = addition(id)
      expect(await sql.one.credentials.add(added, arrival, audit)).to.equal('added')
      expect((await sql.other.credentials.find(added.id))?.recoveryId).to.equal(arrival.id)
      const foreign = sampleCredential(newAccountId())
      expect(await sql.one.credentials.add(foreign, addition(id), audit)).to.equal('not-allowed')
      await setStatus(sql.run, id, 'frozen')
      const late = sampleCredential(accountId)
      expect(await sql.one.credentials.add(late, addition(id), audit)).to.equal('not-allowed')
      expect(await sql.one.credentials.find(late.id)).to.equal(null)
    })
  })
}
