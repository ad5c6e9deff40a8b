import { setTimeout as wait } from 'node:timers/promises'
import { expect } from 'chai'
import { isEnded } from '../../server/methods/pairing/machine.ts'
import type { PairingId } from '../../shared/ids.ts'
import { newCommandId, qrOf } from '../support/page-device.ts'
import { approval, claimOf, NOTHING_LOST } from '../support/signed-in-device.ts'
import { siteStores } from '../support/site-stores.ts'
import { commonSite } from '../support/sites.ts'
import { closeAfterwards, inParallel, newApprover, openPage } from './scene.ts'

/** Longer than a decision and than the way from approval to registration. */
const TOO_LATE_MS = 250_000
const ROUNDS = 28

type Racer = () => Promise<unknown>
type Answered = { ok: boolean } | undefined

describe('races of decisions, on two nodes', () => {
  const site = commonSite('shared')
  const stores = siteStores(site)

  it('[P2] [P12] approve, deny, a second claim and the clock at once: one outcome', async () => {
    const outcomes = new Set<string>()
    await inParallel(ROUNDS, async (round) => {
      const { page, approver, tab, mallory, claim, id } = await matchedWithRivals()
      const offer = await approver.approveOptions(claim.claimId, NOTHING_LOST)
      if (!offer.ok) throw new Error(offer.error.code)
      const signed = approval(claim, NOTHING_LOST, approver.assert(offer), newCommandId())

      const [approved, denied] = (await race(round, [
        () => approver.send('approve', signed),
        () => tab.deny(claim.claimId),
        () => mallory.claim(mallory.code),
        () => stores.passTime(id, TOO_LATE_MS),
      ])) as [Answered, Answered]
      await page.state()

      const [record, row] = await Promise.all([stores.record(id), stores.sql.recoveries.find(id)])
      outcomes.add(record.state)
      if (denied?.ok) expect(record.state, 'a deny that was confirmed stands').to.equal('denied')
      expect(row !== null, 'an end after approval is in SQL').to.equal(
        approved?.ok === true && isEnded(record),
      )
      if (row && isEnded(record)) expect(row).to.deep.include({ state: 'ended', cause: record.cause })
      expect(await audited(id)).to.deep.include({
        'pairing-approved': approved?.ok ? 1 : 0,
        'recovery-ended': row ? 1 : 0,
      })
      expect((await page.registerOptions()).ok, 'only what is approved goes on').to.equal(
        record.state === 'approved',
      )
    })
    expect(outcomes).to.include.all.keys('denied', 'burned')
  })

  it('[P14] register and sign-in, deny, a second claim and the clock at once: one outcome', async () => {
    const outcomes = new Set<string>()
    await inParallel(ROUNDS, async (round) => {
      const { page, approver, tab, mallory, claim, id } = await matchedWithRivals()
      claimOf(await approver.approve(claim))
      const offer = await page.registerOptions()
      if (!offer.ok) throw new Error(offer.error.code)
      const newDevice = (await newApprover(site)).sameBrowser()
      const created = newDevice.authenticator.create(offer.options)

      const [proven, denied] = (await race(round, [
        async () => (await page.register(created)).ok && { ok: !(await newDevice.signIn()).error },
        () => tab.deny(claim.claimId),
        () => mallory.claim(mallory.code),
        () => stores.passTime(id, TOO_LATE_MS),
      ])) as [Answered, Answered]
      await page.state()

      const [record, row, passkeys] = await Promise.all([
        stores.record(id),
        stores.sql.recoveries.find(id),
        stores.run('select status from credentials where recovery_id = $1', [id]),
      ])
      outcomes.add(record.state)
      const done = proven?.ok === true
      if (denied?.ok) expect(record.state, 'a deny that was confirmed stands').to.equal('denied')
      expect([record.state === 'done', row?.state === 'done'], 'done is done everywhere').to.deep.equal([
        done,
        done,
      ])
      expect(isEnded(record), 'every other outcome is an end').to.equal(!done)
      if (isEnded(record)) expect(row).to.deep.include({ state: 'ended', cause: record.cause })
      expect(passkeys.filter(({ status }) => status !== 'removed')).to.deep.equal(
        done ? [{ status: 'active' }] : [],
      )
      const { 'recovery-registered': registered = 0, ...rest } = await audited(id)
      expect(registered).to.equal(passkeys.length).and.be.at.most(1)
      expect(rest).to.deep.include({ 'recovery-proven': done ? 1 : 0, 'recovery-ended': done ? 0 : 1 })
    })
    expect(outcomes).to.include.all.keys('done', 'denied', 'burned')
  })

  /** A matched pair, one more tab of the approver on the other node, and a stranger who saw the code. */
  async function matchedWithRivals() {
    const [approver, mallory, page] = await Promise.all([
      newApprover(site, site.url),
      newApprover(site, site.otherUrl),
      openPage(site, { node: site.otherUrl }),
    ])
    const tab = closeAfterwards(await approver.sameBrowser().connect(site.otherUrl))
    const code = (await mallory.look(qrOf(page.view))).body
    const claim = claimOf(await approver.scan(qrOf(page.view)))
    return { page, approver, tab, mallory: Object.assign(mallory, { code }), claim, id: page.view.pairingId }
  }

  async function audited(pairing: PairingId): Promise<Record<string, number>> {
    const none = { 'pairing-approved': 0, 'pairing-denied': 0, 'recovery-ended': 0, 'recovery-proven': 0 }
    const rows = await stores.run(
      'select action, count(*) as times from audit where recovery_id = $1 group by action',
      [pairing],
    )
    return { ...none, ...Object.fromEntries(rows.map(({ action, times }) => [action, Number(times)])) }
  }
})

/**
 * Lets the first racer, whose grant is at stake, run against each choice of the three others in turn; now
 * this one leads, now that one, and each time by a little more.
 */
async function race(round: number, [first, ...others]: readonly Racer[]): Promise<unknown[]> {
  const taking = 1 + (round % 7)
  const racers = [first, ...others.map((run, index) => ((taking >> index) & 1 ? run : undefined))]
  const leader = round % racers.length
  const leadMs = Math.floor(round / racers.length) * 5
  return Promise.all(
    racers.map(async (run, index) => {
      if (index !== leader) await wait(leadMs)
      return run?.()
    }),
  )
}
