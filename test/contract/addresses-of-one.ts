import { expect } from 'chai'
import type { NewAddress } from '../../server/addresses/address-store.ts'
import type { CredentialId } from '../../shared/ids.ts'
import { passkeysOfOne } from './passkeys-of-one.ts'
import { codeOf, randomText } from './sql-samples.ts'
import type { SqlUnderTest } from './sql-under-test.ts'

export const DAY = 24 * 60 * 60_000
const orThrow = (err: unknown) => {
  throw err
}

/** Accounts with e-mail addresses in a database. */
export function addressesOfOne(sql: SqlUnderTest) {
  let made = 0
  const another = () => {
    made += 1
    return `someone-${made}@example.com`
  }
  const wish = (address = another()): NewAddress => ({
    id: randomText(),
    address,
    code: '12345678',
    codeHash: `hash of ${address}`,
    accountName: 'Alice',
  })

  /** An account with passkeys of that age in days, oldest first, and what they do with its addresses. */
  async function scene(many = 1, ageDays = 2) {
    const all = await passkeysOfOne(sql, many)
    const { accountId, doing } = all
    if (ageDays > 0) {
      await sql.run(
        `update credentials set created_at = created_at - ${ageDays * DAY} where account_id = '${accountId}'`,
      )
    }
    const list = () => sql.other.addresses.list(accountId)
    const stateOf = async (id: string) => (await list()).find((one) => one.id === id)?.state ?? null
    const add = (by: CredentialId, one: NewAddress, store = sql.one) => store.addresses.add(doing(by), one)
    const confirm = (one: NewAddress, hash = one.codeHash, store = sql.one) =>
      store.addresses.confirm({ accountId, trace: {} }, one.id, [hash])
    return {
      ...all,
      list,
      stateOf,
      add,
      confirm,
      remove: (by: CredentialId, { id }: NewAddress) => sql.one.addresses.remove(doing(by), id),
      keep: (by: CredentialId, { id }: NewAddress) => sql.one.addresses.keep(doing(by), id),
      /** Added and confirmed. */
      async have(by: CredentialId, one = wish()) {
        expect(codeOf(await add(by, one))).to.equal(null)
        expect(codeOf(await confirm(one))).to.equal(null)
        return one
      },
      /** Lets the waiting times of this account pass. */
      async due() {
        await sql.run(
          `update addresses set counts_from = 1 where counts_from is not null and account_id = '${accountId}'`,
        )
        await sql.run(
          `update addresses set leaves_at = 1 where leaves_at is not null and account_id = '${accountId}'`,
        )
        return sql.other.addresses.carryOut(orThrow)
      },
    }
  }
  /** An address that counts, although its account is not new. */
  async function counting(many = 1) {
    const all = await scene(many)
    const [first] = all.ids as [CredentialId]
    const one = await all.have(first)
    await all.due()
    expect(await all.stateOf(one.id)).to.equal('counts')
    return { ...all, first, one }
  }
  return { wish, scene, counting }
}
