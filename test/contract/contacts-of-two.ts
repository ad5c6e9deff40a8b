import { expect } from 'chai'
import { spendVouch } from '../../server/stores/sql/contacts/vouch.ts'
import { holdAccount } from '../../server/stores/sql/hold-account.ts'
import type { AccountId, CredentialId, PageKey } from '../../shared/ids.ts'
import { passkeysOfOne } from './passkeys-of-one.ts'
import { newPage } from './slow-scene.ts'
import { codeOf, randomText } from './sql-samples.ts'
import type { SqlUnderTest } from './sql-under-test.ts'

export const DAY = 24 * 60 * 60_000
const FROM = { device: 'Firefox on Linux', network: '203.0.113.0/24', place: 'Graz, Austria' }

const orThrow = (err: unknown) => {
  throw err
}

/** An owner and somebody whom they name, each with so many passkeys that are two days old, the oldest first. */
export async function contactsOfTwo(sql: SqlUnderTest, passkeys = 1) {
  const owner = await passkeysOfOne(sql, passkeys)
  const friend = await passkeysOfOne(sql, passkeys)
  const both = `('${owner.accountId}', '${friend.accountId}')`
  const age = async (ms: number) => {
    await sql.run(`update credentials set created_at = created_at - ${ms} where account_id in ${both}`)
  }
  await age(2 * DAY)
  const [first] = owner.ids as [CredentialId]
  const [own] = friend.ids as [CredentialId]

  const naming = (contactId: AccountId | null = friend.accountId, folded = randomText()) => ({
    ...{ id: randomText(), shown: folded.toUpperCase(), folded, contactId, mails: true },
    askedBy: `name of ${owner.accountId}`,
  })
  const name = async (wish = naming(), by = first) => {
    expect(codeOf(await sql.one.contacts.name(owner.doing(by), wish))).to.equal(null)
    return wish.id
  }
  const agree = async (id: string, by = own) => {
    expect(codeOf(await sql.one.contacts.agree(friend.doing(by), id))).to.equal(null)
    return id
  }
  /** Lets so much time pass for contacts and passkeys of both. */
  async function pass(ms: number) {
    const columns = ['asked_at', 'expires_at', 'agreed_at', 'counts_from', 'counts_since', 'ends_at']
    await sql.run(
      `update recovery_contacts set ${columns.map((one) => `${one} = ${one} - ${ms}`).join(', ')} where account_id in ${both}`,
    )
    await age(ms)
  }
  const carryOut = () => sql.other.contacts.carryOut(orThrow)

  /** A page that asks, and what comes of it. */
  async function ask(pageKey: PageKey = newPage(), accountId: AccountId | null = owner.accountId) {
    const id = randomText()
    await sql.one.vouches.ask({ pageKey, id, accountId, requester: FROM })
    return { id, pageKey }
  }
  return {
    ...{ owner, friend, first, own, naming, name, agree, pass, carryOut, ask, FROM },
    list: () => sql.other.contacts.ofOwner(owner.accountId),
    listed: () => sql.other.contacts.ofContact(friend.accountId),
    /** One who counts. */
    async counting() {
      const id = await agree(await name())
      await pass(7 * DAY)
      await carryOut()
      expect((await sql.other.contacts.ofOwner(owner.accountId)).at(-1)?.state).to.equal('counts')
      return id
    },
    vouch: (id: string, by = own, stores = sql.one) =>
      stores.vouches.vouch(friend.doing(by), id, `hash of ${id}`),
    spend: (id: string, database = sql.database) =>
      database.transact(async (tx) => {
        await holdAccount(tx, owner.accountId)
        return spendVouch(tx, owner.accountId, id)
      }),
  }
}
