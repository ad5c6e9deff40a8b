import { expect } from 'chai'
import type { CredentialId } from '../../shared/ids.ts'
import { addressesOfOne } from './addresses-of-one.ts'
import { type Change, changesThatWait } from './changes-that-wait.ts'
import { codesOfOne, TWO_DAYS } from './codes-of-one.ts'
import { contactsOfTwo } from './contacts-of-two.ts'
import { onBothDatabases } from './on-both-databases.ts'
import { codeOf } from './sql-samples.ts'

/** Keeping an account harms nobody: any older passkey may. */
const KEPT_BY_ANY = 'the deletion of the account'

onBothDatabases('“Stop changes” with an older passkey than the one that two proofs brought', (sql) => {
  const addresses = addressesOfOne(sql)
  const kinds: Readonly<Record<string, () => Promise<Change>>> = {
    ...changesThatWait(sql),
    async 'a new address'() {
      const { add, confirm, remove, list, ...all } = await addresses.scene(3)
      const one = addresses.wish('of-one-that-outweighs@example.com')
      const ask = async (by: CredentialId) => {
        const added = await add(by, one)
        return added.ok ? confirm(one) : added
      }
      return { all, ask, takeBack: (by) => remove(by, one), asker: async () => (await list())[0]?.addedBy }
    },
    async 'a new contact'() {
      const { owner: all, naming, list } = await contactsOfTwo(sql, 3)
      const wish = naming()
      const ask = (by: CredentialId) => sql.one.contacts.name(all.doing(by), wish)
      const takeBack = (by: CredentialId) => sql.one.contacts.end(all.doing(by), wish.id)
      return { all, ask, takeBack, asker: async () => (await list())[0]?.namedBy }
    },
    async 'new backup codes'() {
      const { make, cancel, readiness, passTime, ...all } = await codesOfOne(sql, 3)
      await make(all.ids[0]!)
      await passTime(TWO_DAYS)
      let setId = ''
      const ask = async (by: CredentialId) => {
        const made = await make(by, 'another set')
        if (made.ok) setId = made.setId
        return made
      }
      const asker = async () => (await readiness()).next?.madeBy
      return { all, ask, takeBack: (by) => cancel(by, setId), asker }
    },
    async 'the removal of a passkey'() {
      const { owner: all } = await contactsOfTwo(sql, 3)
      const on = all.ids[1]!
      const of = () => sql.other.acts.scheduled(all.accountId)
      const takeBack = async (by: CredentialId) =>
        sql.one.acts.cancel(all.doing(by), (await of())[0]?.id ?? '')
      return { all, ask: (by) => all.remove(by, on), takeBack, asker: async () => (await of())[0]?.by }
    },
  }

  for (const [kind, make] of Object.entries(kinds))
    it(`[R28] leaves what that one asked for, and takes back no more than a press of its button: ${kind}`, async () => {
      const { all, ask, takeBack, asker } = await make()
      const [oldest] = all.ids as [CredentialId]
      const { id } = await all.recover(oldest)
      await sql.run(`update recoveries set outweighs = 1 where credential_id = '${id}'`)
      expect(codeOf(await ask(id))).to.equal(null)
      expect(await asker()).to.equal(id)
      const kept = kind === KEPT_BY_ANY
      const stopped = await sql.one.acts.stop(all.doing(oldest))
      expect(stopped).to.deep.include({ ok: true, scheduled: Number(kept) })
      expect((await asker()) ?? null).to.equal(kept ? null : id)
      if (!kept) expect(codeOf(await takeBack(oldest))).to.be.oneOf(['outweighed', 'too_new'])
    })
})
