import { expect } from 'chai'
import type { Account } from '../../server/accounts/account.ts'
import type { NewCredential } from '../../server/passkeys/credential.ts'
import { createInvites, inviteId } from '../../server/standalone/accounts/invites.ts'
import { onBothDatabases } from './on-both-databases.ts'
import { atOnce, codeOf, doingOf, entry, randomText, sampleAccount, sampleCredential } from './sql-samples.ts'

onBothDatabases('invites', (sql) => {
  const newInvite = () => createInvites(sql.one.challenges).create()
  const isGood = (invite: string) => createInvites(sql.other.challenges).isGood(invite)

  const signUp = async (
    invite: string,
    { name = randomText(), passkey = {} }: { name?: string; passkey?: Partial<NewCredential> } = {},
    { accounts } = sql.one,
  ) => {
    const account: Omit<Account, 'createdAt'> = sampleAccount(name)
    const first = { ...sampleCredential(account.id), ...passkey }
    const audit = entry('account-created', account.id)
    return { account, first, outcome: await accounts.create(account, first, audit, inviteId(invite)) }
  }

  it('[A7] make one account, however many sign up with one at once', async () => {
    const invite = await newInvite()
    const tries = await atOnce([sql.one, sql.other], 50, (stores) => signUp(invite, {}, stores))
    const made = tries.filter(({ outcome }) => outcome === 'created')
    expect(made).to.have.length(1)
    expect(new Set(tries.map(({ outcome }) => outcome))).to.deep.equal(new Set(['created', 'invite-spent']))
    const ids = tries.map(({ account }) => account.id)
    const there = await Promise.all(ids.map((id) => sql.other.accounts.findById(id)))
    expect(there.filter((account) => account !== null)).to.have.length(1)
    expect(await isGood(invite)).to.equal(false)
  })

  it('[A80] are there again whatever a sign-up fails for, and make an account then', async () => {
    const { account, first } = await signUp(await newInvite())
    const invite = await newInvite()
    const taken = await signUp(invite, { name: account.foldedName })
    expect(taken.outcome).to.equal('name-taken')
    expect(await isGood(invite)).to.equal(true)
    expect((await signUp(invite, { passkey: { id: first.id } })).outcome).to.equal('credential-known')
    expect(await isGood(invite)).to.equal(true)
    // The database gives up in the middle, as when it goes away.
    const broken = { aaguid: null as never }
    const failed = await signUp(invite, { passkey: broken }).catch((err: unknown) => err)
    expect(failed).to.be.instanceOf(Error)
    expect(await isGood(invite)).to.equal(true)
    expect((await signUp(invite)).outcome).to.equal('created')
    expect(await isGood(invite)).to.equal(false)
  })

  it('[A80] are there again if the name is kept for somebody who was renamed', async () => {
    const { account, first } = await signUp(await newInvite())
    const name = randomText()
    const doing = doingOf(account.id, first.id)
    expect(codeOf(await sql.one.accounts.changes.rename(doing, { shown: name, folded: name }))).to.equal(null)
    const invite = await newInvite()
    expect((await signUp(invite, { name: account.foldedName })).outcome).to.equal('name-taken')
    expect(await isGood(invite)).to.equal(true)
  })

  it('[A7] make none once their time is over, and no other challenge does', async () => {
    const late = await newInvite()
    await sql.run(`update challenges set expires_at = 1 where id = '${inviteId(late)}'`)
    const other = randomText()
    await sql.one.challenges.put(
      {
        ...{ id: inviteId(other), ceremony: 'sign-in', challenge: '' },
        ...{ sessionId: null, accountId: null, data: '' },
      },
      60_000,
    )
    for (const invite of [late, other, randomText()])
      expect((await signUp(invite)).outcome).to.equal('invite-spent')
  })
})
