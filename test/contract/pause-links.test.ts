import { expect } from 'chai'
import type { MailContent } from '../../server/mail/content.ts'
import { PAUSE_MS } from '../../server/recovery/lifetimes.ts'
import { pauseLinkEffect } from '../../server/recovery/slow/standing.ts'
import { mailedNotices } from './mailed-notices.ts'
import { onBothDatabases } from './on-both-databases.ts'
import { HOUR, newPage, type SlowScene, slowScene } from './slow-scene.ts'
import { randomText } from './sql-samples.ts'

onBothDatabases('the link of a notice', (sql) => {
  const { giveAddress, mailedTo } = mailedNotices(sql)
  const press = (secret: string, store = sql.one) => store.pauseLinks.press(secret, 'hold', {})

  /** The link in the last mail to an address. */
  async function linkTo(address: { readonly address: string }): Promise<string | null> {
    const last = (await mailedTo(address)).findLast((mail: MailContent) => mail.what === 'recovery-begun')
    if (last?.what !== 'recovery-begun') throw new Error('No recovery was told of.')
    return last.pause
  }
  async function begun() {
    const scene = await slowScene(sql)
    const address = await giveAddress(scene.accountId)
    const proven = await scene.prove(newPage())
    return { scene, address, proven, secret: (await linkTo(address)) ?? '' }
  }
  const mailed = async (
    scene: SlowScene,
    page: ReturnType<typeof newPage>,
    { id: addressId, as = 'email' }: { readonly id: string; readonly as?: 'email' | 'mailed-case' },
  ) => scene.proveWith(page, 'assisted', await scene.newEvidence({ method: as, addressId }))

  it('[M37] says who, how and until when, and changes nothing when it is opened', async () => {
    const { scene, address, proven, secret } = await begun()
    const [mail] = await mailedTo(address)
    expect(mail).to.deep.include({
      ...{ what: 'recovery-begun', method: 'backup-code' },
      from: { device: 'Firefox on Linux', network: '203.0.113.0/24', place: null },
    })
    for (let opened = 0; opened < 3; opened += 1) {
      const found = await sql.other.pauseLinks.find(secret)
      expect([found?.recovery.id, found?.gaveProof]).to.deep.equal([proven.recovery.id, false])
    }
    expect(await scene.standing(proven)).to.equal('on-hold')
    expect(await sql.one.pauseLinks.find(randomText())).to.equal(null)
  })

  it('[M38] pauses for three days when it is pressed, once, on two nodes at the same time too', async () => {
    const { scene, address, proven, secret } = await begun()
    const before = (await scene.elsewhere.find(proven.recovery.id, proven.recovery.pageKey))!
    const done = await Promise.all([press(secret), press(secret, sql.other), press(secret)])
    expect(done.map(({ outcome }) => outcome)).to.have.members(['paused', 'nothing', 'nothing'])
    expect(await scene.standing(proven)).to.equal('paused')
    const paused = done.find(({ outcome }) => outcome === 'paused')
    const [first] = before.recovery.proofs
    if (paused?.outcome !== 'paused') throw new Error('Nothing was paused.')
    expect(paused.until! - first!.at).to.be.greaterThan(3 * 24 * HOUR + PAUSE_MS - 1)
    expect(await scene.actions()).to.include('recovery-paused')
    // The next mail about it has no link any more.
    await scene.prove(proven.recovery.pageKey)
    expect(await linkTo(address)).to.equal(null)
    expect((await press(secret)).outcome).to.equal('nothing')
  })

  for (const as of ['email', 'mailed-case'] as const)
    it(`[M39] [E29] is worth nothing in a mail to an address that gave a proof (${as}), before or after`, async () => {
      const { scene, address, proven, secret } = await begun()
      const other = await giveAddress(scene.accountId)
      expect(await mailed(scene, proven.recovery.pageKey, { ...address, as })).not.to.equal('void')
      expect(await linkTo(address)).to.equal(null)
      expect((await press(secret)).outcome).to.equal('nothing')
      expect((await press((await linkTo(other)) ?? '')).outcome).to.equal('paused')
    })

  it('[M39] is dead once its address does not count any more, or the recovery ended', async () => {
    const { scene, address, proven, secret } = await begun()
    const other = await giveAddress(scene.accountId)
    await scene.prove(proven.recovery.pageKey)
    const otherSecret = (await linkTo(other)) ?? ''
    await sql.run(`delete from addresses where id = '${address.id}'`)
    expect((await press(secret)).outcome).to.equal('not-there')
    expect(await sql.one.pauseLinks.find(secret)).to.equal(null)
    await scene.stop(scene.ids[0]!, proven)
    expect((await press(otherSecret)).outcome).to.equal('not-there')
    const over = await sql.one.pauseLinks.find(otherSecret)
    expect(over && pauseLinkEffect(over, 'hold', over)).to.equal('nothing')
    expect(await scene.standing(proven)).to.equal('ended')
  })

  it('[M40] is in no table but the mail, until that is sent', async () => {
    const { secret } = await begun()
    const rows = await sql.database.db.selectFrom('pause_links').selectAll().execute()
    expect(JSON.stringify(rows)).not.to.contain(secret)
  })
})
