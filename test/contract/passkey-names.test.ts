import { expect } from 'chai'
import { LONGEST_NAME } from '../../server/names/read-name.ts'
import type { CredentialId } from '../../shared/ids.ts'
import { onBothDatabases } from './on-both-databases.ts'
import { passkeysOfOne } from './passkeys-of-one.ts'
import { approvedBy, atOnce, entry, sampleCredential, sampleFacts } from './sql-samples.ts'

onBothDatabases('names of new passkeys', (sql) => {
  it('[A110] no two that are added are called the same, also when they are added at once', async () => {
    const { ids, add, find } = await passkeysOfOne(sql, 1)
    const added = await atOnce([sql.one, sql.other], 5, (stores) => add(ids[0]!, stores))
    const names = await Promise.all(added.map(async ({ id }) => (await find(id)).name))
    expect(names).to.have.members(['added', 'added 2', 'added 3', 'added 4', 'added 5'])
  })

  it('[A111] nor is one that comes by a recovery, and a long name keeps its number', async () => {
    const { accountId, ids, recover, find, remove } = await passkeysOfOne(sql, 1)
    const by = ids[0] as CredentialId
    const first = await recover(by)
    expect((await find(first.id)).name).to.equal('recovered')
    expect((await find((await recover(by)).id)).name).to.equal('recovered 2')
    // What can be restored keeps its name; it is one of two in the list.
    await remove(by, first.id)
    expect((await find((await recover(by)).id)).name).to.equal('recovered 3')

    const name = '\u{1f98a}'.repeat(LONGEST_NAME)
    for (const expected of [name, `${'\u{1f98a}'.repeat(LONGEST_NAME - 2)} 2`]) {
      const facts = sampleFacts(accountId, approvedBy(by))
      const credential = { ...sampleCredential(accountId), name }
      const audit = entry('recovery-registered', accountId)
      expect(await sql.one.recoveries.register(facts, credential, audit)).to.equal('registered')
      expect((await find(credential.id)).name).to.equal(expected)
    }
  })
})
