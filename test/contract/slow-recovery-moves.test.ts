import { expect } from 'chai'
import type { Spent } from '../../server/recovery/slow/given-proof.ts'
import type { Surrounded } from '../../server/recovery/slow/slow-ledger.ts'
import type { CredentialId, PageKey } from '../../shared/ids.ts'
import type { SlowMethodId } from '../../shared/recovery.ts'
import { onBothDatabases } from './on-both-databases.ts'
import { DAY, HOUR, newPage, type SlowScene, slowScene } from './slow-scene.ts'

/** Of a time after everything in these tests. */
const LATER = Date.now() + 1_000 * DAY

onBothDatabases('a recovery of which the same is proven on another page', (sql) => {
  async function give(scene: SlowScene, page: PageKey, from: SlowMethodId, spent: Partial<Spent>) {
    const given = await scene.proveWith(page, from, await scene.newEvidence(spent))
    if (given === 'void') throw new Error('The evidence was void.')
    return given
  }
  const states = (scene: SlowScene, ...all: Surrounded[]) =>
    Promise.all(all.map((one) => scene.standing(one)))

  it('[R87] stays, if what was proven there counts for nothing; and moves, if it counts for nothing itself', async () => {
    const scene = await slowScene(sql)
    const [oldest] = scene.ids as [CredentialId]
    async function both(since: number) {
      const page = newPage()
      await give(scene, page, 'email', { method: 'email', since })
      return give(scene, page, 'contact', { method: 'contact', since })
    }
    const owners = await both(1)
    expect(await scene.stop(oldest, owners)).to.include({ outcome: 'paused' })
    const thiefs = [await both(LATER), await both(LATER)] as const
    expect(await states(scene, owners, ...thiefs)).to.deep.equal(['paused', 'moved', 'needs-another-proof'])
    await scene.pass(owners.recovery.id, 7 * DAY)
    await both(LATER)
    const page = owners.recovery.pageKey
    const again = await give(scene, page, 'email', { method: 'email' })
    expect(await states(scene, again)).to.deep.equal(['ready'])
    expect((await sql.other.recoveries.toTell(scene.accountId)).underWay).to.have.length(1)
    expect(await scene.register(again)).to.equal('registered')
  })

  it('[R87] stays with a link of the operator, whatever supporters say; and moves by another link', async () => {
    const ranked = ['assisted', 'enrolment', 'operator', 'operator-decision'] as const
    for (const [rank, method] of ranked.entries()) {
      const scene = await slowScene(sql)
      const by = (method: Spent['method']) =>
        give(scene, newPage(), 'assisted', { method, since: null as never })
      const linked = await by(method)
      const state = await scene.standing(linked)
      for (const other of ranked.slice(0, rank)) {
        await by(other)
        expect(await states(scene, linked), other).to.deep.equal([state])
      }
      for (const other of ranked.slice(rank)) {
        await by(other)
        expect(await scene.standing(linked), `${method}, ${other}`).to.equal('moved')
      }
    }
  })

  it('[R88] stays, if the code went to another address; and moves by one to the same, also that of a case', async () => {
    const scene = await slowScene(sql)
    const mail = (addressId: string, method: 'email' | 'mailed-case' = 'email') =>
      give(scene, newPage(), method === 'email' ? 'email' : 'assisted', { method, addressId })
    const own = await mail('own')
    const other = await mail('other')
    expect(await states(scene, own, other)).to.deep.equal(['on-hold', 'on-hold'])
    await scene.pass(own.recovery.id, 7 * DAY + HOUR)
    await mail('other', 'mailed-case')
    expect(await states(scene, own, other)).to.deep.equal(['needs-proof-again', 'moved'])
    const again = await mail('own', 'mailed-case')
    expect(await states(scene, own, again)).to.deep.equal(['moved', 'on-hold'])
    expect((await sql.other.recoveries.toTell(scene.accountId)).underWay).to.have.length(2)
  })

  it('[R94] stays, if it was the word of another contact; and moves by the same one’s', async () => {
    const scene = await slowScene(sql)
    const word = (agreementId: string) =>
      give(scene, newPage(), 'contact', { method: 'contact', agreementId })
    const own = await word('a friend')
    const other = await word('a partner')
    expect(await states(scene, own, other)).to.deep.equal(['needs-another-proof', 'needs-another-proof'])
    const again = await word('a friend')
    expect(await states(scene, own, other, again)).to.deep.equal([
      'moved',
      'needs-another-proof',
      'needs-another-proof',
    ])
    // Each of them stays on a page that has both.
    const page = again.recovery.pageKey
    await give(scene, page, 'contact', { method: 'contact', agreementId: 'a partner' })
    const both = await give(scene, page, 'contact', { method: 'contact', agreementId: 'a friend' })
    await word('a partner')
    expect(await states(scene, both)).to.deep.equal(['needs-another-proof'])
    const kept = await scene.slow.find(both.recovery.id, page)
    expect(new Set(kept?.recovery.proofs.map((proof) => proof.agreementId))).to.deep.equal(
      new Set(['a friend', 'a partner']),
    )
  })

  it('[R92] keeps a link of the operator, each case, address and age, whatever is proven on its page before and after', async () => {
    const scene = await slowScene(sql)
    const word = (caseId: string): Partial<Spent> => ({ method: 'assisted', since: null as never, caseId })
    const ofLink = newPage()
    await give(scene, ofLink, 'assisted', word('first'))
    await give(scene, ofLink, 'assisted', { method: 'operator', since: null as never })
    const linked = await give(scene, ofLink, 'assisted', word('last'))
    expect(await states(scene, linked)).to.deep.equal(['ready'])
    const ofMail = newPage()
    const mails: Partial<Spent>[] = [
      { method: 'email', addressId: 'A' },
      { method: 'mailed-case', addressId: 'A', caseId: 'mailed' },
      { method: 'email', addressId: 'B' },
      ...Array.from({ length: 3 }, () => ({ method: 'email', addressId: 'A' }) as const),
    ]
    for (const one of mails) await give(scene, ofMail, 'email', one)
    const { recovery } = await give(scene, ofMail, 'email', { method: 'email', addressId: 'A' })
    const said = recovery.proofs.map(({ addressId, caseId }) => [addressId, caseId ?? ''].join(' '))
    expect(said).to.deep.equal(['A ', 'A mailed', 'B ', 'A '])
    const ofCodes = newPage()
    for (const since of [3, 2]) await give(scene, ofCodes, 'backup-code', { since })
    const codes = (await give(scene, ofCodes, 'backup-code', { since: 3 })).recovery.proofs
    expect(codes.map(({ since }) => since)).to.deep.equal([3, 2, 3])
  })

  it('[R92] keeps at most so many by one method, and of these the first, the last and the link', async () => {
    const scene = await slowScene(sql)
    const page = newPage()
    for (let at = 0; at < 20; at += 1) {
      const method = at === 1 ? 'operator' : 'assisted'
      await give(scene, page, 'assisted', { method, since: null as never, caseId: `case ${at}` })
    }
    const { recovery } = await give(scene, page, 'backup-code', {})
    const kept = recovery.proofs.flatMap(({ caseId }) => caseId ?? [])
    expect(kept.slice(0, 2)).to.deep.equal(['case 0', 'case 1'])
    expect(kept.at(-1)).to.equal('case 19')
    expect(kept).to.have.length(13)
  })
})
