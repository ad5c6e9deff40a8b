import { expect } from 'chai'
import { ACCOUNT_CHANGE_MS, STOPPED_MS } from '../../server/accounts/lifetimes.ts'
import type { CredentialId } from '../../shared/ids.ts'
import { onBothDatabases } from './on-both-databases.ts'
import { type PasskeysOfOne, passkeysOfOne } from './passkeys-of-one.ts'
import { newPage, slowScene } from './slow-scene.ts'
import { atOnce, codeOf, entry, randomText, sampleAccount, sampleCredential } from './sql-samples.ts'
import type { SqlUnderTest } from './sql-under-test.ts'

const orThrow = (err: unknown) => {
  throw err
}
type Ids = [CredentialId, CredentialId, CredentialId]

onBothDatabases('the name of an account', (sql: SqlUnderTest) => {
  const accountOf = async ({ accountId }: Pick<PasskeysOfOne, 'accountId'>) =>
    (await sql.other.accounts.findById(accountId))!
  const rename = (
    { doing }: Pick<PasskeysOfOne, 'doing'>,
    by: CredentialId,
    folded: string = randomText(),
    { accounts } = sql.one,
  ) => accounts.changes.rename(doing(by), { shown: folded.toUpperCase(), folded })
  const restore = async ({ doing }: Pick<PasskeysOfOne, 'doing'>, by: CredentialId) =>
    codeOf(await sql.one.accounts.changes.restoreName(doing(by)))
  const signUp = (folded: string, { accounts } = sql.one) => {
    const account = sampleAccount(folded)
    return accounts.create(account, sampleCredential(account.id), entry('account-created', account.id))
  }
  const lapse = async ({ accountId }: Pick<PasskeysOfOne, 'accountId'>) => {
    await sql.run(`update former_names set kept_until = 1 where account_id = '${accountId}'`)
    await sql.other.accounts.changes.carryOut(orThrow)
  }

  it('[A138] the old one is kept for seven days: nobody gets it, and it still finds the account', async () => {
    const one = await passkeysOfOne(sql, 1)
    const [first] = one.ids as Ids
    const { name, foldedName: old } = await accountOf(one)
    const [folded, before] = [randomText(), Date.now()]
    const renamed = await rename(one, first, folded)
    const { renaming } = await sql.other.accounts.changes.of(one.accountId)
    expect(renamed).to.deep.equal({ ok: true, backUntil: renaming!.backUntil })
    expect(renaming).to.include({ from: name, by: first })
    expect(renaming!.backUntil - before).to.be.within(ACCOUNT_CHANGE_MS - 1_000, ACCOUNT_CHANGE_MS + 5_000)
    expect(await accountOf(one)).to.include({ name: folded.toUpperCase(), foldedName: folded })
    for (const kept of [old, folded]) {
      expect((await sql.other.accounts.findByName(kept))?.id).to.equal(one.accountId)
      expect(await signUp(kept)).to.equal('name-taken')
    }
    await sql.other.accounts.changes.carryOut(orThrow)
    expect((await sql.other.accounts.findByName(old))?.id).to.equal(one.accountId)
    await lapse(one)
    expect(await sql.other.accounts.findByName(old)).to.equal(null)
    expect(await signUp(old)).to.equal('created')
    expect(await restore(one, first)).to.equal('not_found')
    expect(await one.actions()).to.include('account-renamed')
  })

  it('[A137] a new one is nobody’s: no account has it, and it is kept for none', async () => {
    const [one, other] = [await passkeysOfOne(sql, 1), await passkeysOfOne(sql, 1)]
    const { foldedName: old } = await accountOf(one)
    const mine = one.ids[0]!
    expect(codeOf(await rename(one, mine, (await accountOf(other)).foldedName))).to.equal('name_taken')
    expect(codeOf(await rename(one, mine))).to.equal(null)
    expect(codeOf(await rename(other, other.ids[0]!, old))).to.equal('name_taken')
    // A new spelling of its own name is no other name.
    const third = await passkeysOfOne(sql, 1)
    expect(codeOf(await rename(third, third.ids[0]!, (await accountOf(third)).foldedName))).to.equal(null)
  })

  it('[A137] one name, asked for at the same time, goes to one account', async () => {
    const folded: string = randomText()
    const people = await Promise.all(Array.from({ length: 6 }, () => passkeysOfOne(sql, 1)))
    const outcomes = await atOnce([sql.one, sql.other], 12, async (store, turn) => {
      const person = people[turn]
      if (!person) return (await signUp(folded, store)) === 'created'
      return codeOf(await rename(person, person.ids[0]!, folded, store)) === null
    })
    expect(outcomes.filter(Boolean)).to.have.length(1)
  })

  it('[A140] no account keeps two names: the last renaming has to be taken back, or be over, first', async () => {
    const one = await passkeysOfOne(sql, 1)
    const [first] = one.ids as Ids
    await rename(one, first)
    expect(codeOf(await rename(one, first))).to.equal('renamed_lately')
    expect(await restore(one, first)).to.equal(null)
    expect(codeOf(await rename(one, first))).to.equal(null)
    await lapse(one)
    expect(codeOf(await rename(one, first))).to.equal(null)
  })

  it('[A139] it is taken back by the passkey that changed it, or by an older one', async () => {
    const one = await passkeysOfOne(sql, 3)
    const [oldest, middle, youngest] = one.ids as Ids
    const before = await accountOf(one)
    await rename(one, middle)
    expect(await restore(one, youngest)).to.equal('too_new')
    expect(await accountOf(one)).to.not.include({ name: before.name })
    expect(await restore(one, oldest)).to.equal(null)
    expect(await accountOf(one)).to.deep.equal(before)
    await rename(one, middle)
    expect(await restore(one, middle)).to.equal(null)
    expect(await one.actions()).to.include('account-name-restored')
  })

  it('[A148] it is taken back by a younger one too, if the one that changed it was stopped', async () => {
    const one = await passkeysOfOne(sql, 2)
    const [stolen, owner] = one.ids as Ids
    const before = await accountOf(one)
    await rename(one, stolen)
    expect(await restore(one, owner)).to.equal('too_new')
    expect(codeOf(await one.stolen(owner, stolen))).to.equal(null)
    expect(await restore(one, owner)).to.equal(null)
    expect(await accountOf(one)).to.deep.equal(before)
  })

  it('[A135] a passkey that was stopped, or is on probation, changes no name', async () => {
    const one = await passkeysOfOne(sql, 2)
    const [oldest, other] = one.ids as Ids
    await rename(one, oldest)
    await one.stolen(oldest, other)
    expect(codeOf(await rename(one, other))).to.equal('step_up_refused')
    expect(await restore(one, other)).to.equal('step_up_refused')
    await sql.run(`update credentials set probation_until = 9999999999999 where id = '${oldest}'`)
    expect(await restore(one, oldest)).to.equal('step_up_refused')
  })

  it('[A144] [A150] it stays in the balance while somebody gets back in without a passkey, or was stopped', async () => {
    const scene = await slowScene(sql)
    const [first] = scene.ids as Ids
    const { foldedName: old } = await accountOf(scene)
    await rename(scene, first)
    const { recovery } = await scene.prove(newPage())
    await lapse(scene)
    expect((await sql.other.accounts.findByName(old))?.id).to.equal(scene.accountId)
    await scene.slow.stop(scene.doing(first), recovery.id, 'hold')
    await lapse(scene)
    expect((await sql.other.accounts.findByName(old))?.id).to.equal(scene.accountId)
    await scene.pass(recovery.id, STOPPED_MS)
    await lapse(scene)
    expect(await sql.other.accounts.findByName(old)).to.equal(null)
  })
})
