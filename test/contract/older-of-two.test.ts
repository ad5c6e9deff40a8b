import { expect } from 'chai'
import type { CredentialId } from '../../shared/ids.ts'
import { changesThatWait } from './changes-that-wait.ts'
import { onBothDatabases } from './on-both-databases.ts'
import { codeOf } from './sql-samples.ts'

onBothDatabases('a change that waits, and that two passkeys asked for', (sql) => {
  for (const [kind, make] of Object.entries(changesThatWait(sql)))
    it(`[A166] is the older one’s, whichever asked first: ${kind}`, async () => {
      const { all, ask, takeBack, asker } = await make()
      const [oldest, middle, youngest] = all.ids as [CredentialId, CredentialId, CredentialId]
      const first = await ask(youngest)
      for (const by of [middle, youngest]) expect(await ask(by)).to.deep.equal(first)
      expect(await asker()).to.equal(middle)
      expect(codeOf(await takeBack(youngest))).to.equal('too_new')
      // Nor does it go with the younger one.
      expect(codeOf(await all.stolen(oldest, youngest))).to.equal(null)
      expect(await asker()).to.equal(middle)
      expect(codeOf(await takeBack(oldest))).to.equal(null)
      expect((await asker()) ?? null).to.equal(null)
    })
})
