import type { Answer } from '../../server/errors/answer.ts'
import type { CredentialId } from '../../shared/ids.ts'
import { addressesOfOne } from './addresses-of-one.ts'
import { codesOfOne, TWO_DAYS } from './codes-of-one.ts'
import { contactsOfTwo } from './contacts-of-two.ts'
import { type PasskeysOfOne, passkeysOfOne } from './passkeys-of-one.ts'
import type { SqlUnderTest } from './sql-under-test.ts'

/** A change that waits: who asks for it and takes it back, and whose it is while it waits. */
export interface Change {
  readonly all: Pick<PasskeysOfOne, 'ids' | 'doing' | 'stolen' | 'recover'>
  readonly ask: (by: CredentialId) => Promise<Answer<object>>
  readonly takeBack: (by: CredentialId) => Promise<Answer<object>>
  readonly asker: () => Promise<CredentialId | null | undefined>
}

/** Each kind of change that waits and that an older passkey may take back, of an account with three passkeys. */
export function changesThatWait(sql: SqlUnderTest): Readonly<Record<string, () => Promise<Change>>> {
  const addresses = addressesOfOne(sql)
  return {
    async 'the removal of an address'() {
      const { one, remove, keep, list, ...all } = await addresses.counting(3)
      const asker = async () => (await list())[0]?.removedBy
      return { all, ask: (by) => remove(by, one), takeBack: (by) => keep(by, one), asker }
    },
    async 'the end of a contact'() {
      const { owner: all, counting, list } = await contactsOfTwo(sql, 3)
      const id = await counting()
      const { contacts } = sql.one
      const ask = (by: CredentialId) => contacts.end(all.doing(by), id)
      const takeBack = (by: CredentialId) => contacts.keep(all.doing(by), id)
      return { all, ask, takeBack, asker: async () => (await list())[0]?.endedBy }
    },
    async 'the switch of a method'() {
      const all = await addresses.scene(3)
      const turn = (on: boolean) => (by: CredentialId) =>
        sql.one.methodSwitches.turn(all.doing(by), 'email', on)
      const asker = async () => (await sql.other.methodSwitches.read(all.accountId, 'email')).change?.by
      return { all, ask: turn(false), takeBack: turn(true), asker }
    },
    async 'the end of backup codes'() {
      const { make, switchOff, cancel, readiness, passTime, ...all } = await codesOfOne(sql, 3)
      const made = await make(all.ids[0]!)
      if (!made.ok) throw new Error(made.code)
      await passTime(TWO_DAYS)
      const takeBack = (by: CredentialId) => cancel(by, made.setId)
      return { all, ask: switchOff, takeBack, asker: async () => (await readiness()).off?.by }
    },
    async 'the deletion of the account'() {
      const all = await passkeysOfOne(sql, 3)
      const { changes } = sql.one.accounts
      const asker = async () => (await sql.other.accounts.changes.of(all.accountId)).deletion?.by
      const ask = (by: CredentialId) => changes.scheduleDeletion(all.doing(by))
      return { all, ask, takeBack: (by) => changes.keep(all.doing(by)), asker }
    },
  }
}
