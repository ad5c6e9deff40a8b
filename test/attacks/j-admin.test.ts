import { expect } from 'chai'
import { grant, newAdmin, revoke, tabOf, watchingAdmin } from '../protocol/admin-scene.ts'
import { closeAfterwards, codeOf, contend, newApprover, openPage, recovered } from '../protocol/scene.ts'
import { AdminConsole } from '../support/admin-console.ts'
import { qrOf } from '../support/page-device.ts'
import { knock } from '../support/raw-socket.ts'
import type { SignedInDevice } from '../support/signed-in-device.ts'
import { siteStores } from '../support/site-stores.ts'
import { LOCKING } from './support/attacked-settings.ts'
import { describeAttacks, shownNetwork } from './support/attacked-sites.ts'

const REASON = 'Both of them called, from their own phones.'
/** As long as an address, a name or an id could be: no figure has one of these. */
const SECRETS = /\b\d{1,3}\.\d{1,3}\.\d{1,3}\.(?!0\/24)\d{1,3}\b|"[A-Za-z0-9_-]{43}"|"[0-9A-HJKMNP-TV-Z]{8}"/

describeAttacks('attacks on the console', { inShortRun: 'embedded', env: LOCKING }, (site) => {
  const stores = siteStores(site)

  it('#58 a user gets nowhere near it, by socket or by post, with whatever step-up and from wherever', async () => {
    const user = closeAfterwards(new AdminConsole(await newApprover(site)))
    const admin = await watchingAdmin(site, stores)
    const lockId = (await aLock(admin)).id
    const own = await user.device.stepUp({ do: 'enter-admin' })
    const borrowed = await admin.device.stepUp({ do: 'enter-admin' })
    expect(await user.enter(own)).to.equal('not_admin')
    expect(await user.enter(borrowed)).to.equal('not_admin')
    expect(await user.release(lockId, REASON)).to.equal('not_admin')
    // Twice each: the proxy goes from node to node.
    for (let node = 0; node < 2; node += 1) expect(await user.refusedBy()).to.equal('not_admin')
    const foreign = { origin: 'https://evil.example', headers: { cookie: admin.device.cookie } }
    expect(await knock(site.url, foreign)).to.equal(403)

    // The admin sends what is no command, and is out; the figures go on in another tab.
    const tab = await tabOf(admin).watch()
    tab.socket.emit('figures', { livePages: 0 }, () => {})
    await tab.closed()
    expect((await admin.next()).locks.map(({ id }) => id)).to.include(lockId)
  })

  it('#58 whoever loses the role while watching is shut out at once, and comes in by a new step-up only', async () => {
    const [demoted, other] = await Promise.all([watchingAdmin(site, stores), watchingAdmin(site, stores)])
    const lockId = (await aLock(demoted)).id
    await revoke(stores, demoted.device)
    await demoted.closed()
    expect(demoted.bye).to.equal('not-admin')
    expect(await demoted.release(lockId, REASON)).to.equal('not_admin')
    expect(await demoted.refusedBy()).to.equal('not_admin')
    await grant(stores, demoted.device)
    expect(await demoted.refusedBy()).to.equal('step_up_due')
    expect(await other.release(lockId, REASON)).to.equal(null)
  })

  it('#58 what it shows has counters and cut networks; an admin sees the attack, and frees its victim', async () => {
    const admin = await watchingAdmin(site, stores)
    const page = await openPage(site, { address: '198.51.100.77' })
    const { approver, claim, mallory, refused } = await contend(site, page)
    expect(codeOf(refused)).to.equal('code_invalid')
    expect(await tries(approver)).to.equal('locked')

    const seen = await admin.until(
      ({ locks, minutes }) => locks.some(({ who }) => who === approver.name) && Boolean(minutes[0]?.locks),
    )
    const shown = admin.frames.join('\n')
    expect(shown).to.not.match(SECRETS)
    const kept = [
      page.view.pairingId,
      page.opened.codes?.seed,
      claim.claimId,
      qrOf(page.opened).secret,
      page.pageKey,
    ]
    for (const secret of kept) expect(shown).to.not.include(secret)
    const network = shownNetwork(site, '198.51.100.77')
    expect(shown).to.include(network).and.to.not.include('198.51.100.77')

    const lock = seen.locks.find(({ who }) => who === approver.name)!
    const forged = `Fine.\r\n{"level":60,"msg":"all locks released"}`
    for (const reason of [forged, 'a\u2028b', 'a\u202Eb', 'no', 'x'.repeat(201)]) {
      expect(await admin.release(lock.id, reason), reason).to.equal('bad_request')
    }
    expect(await admin.release(lock.id, REASON, { do: 'enter-admin' })).to.equal('step_up_refused')
    expect(await tries(approver)).to.equal('locked')
    expect(await admin.release(lock.id, '=HYPERLINK("https://evil.example") <b>')).to.equal(null)
    expect(await tries(approver)).to.equal(null)
    expect(await tries(mallory)).to.equal('locked')
    for (const { process } of site.nodes) expect(process.output()).to.not.include('all locks released')
  })

  it('#58 nobody changes a limit: there is no such command, and a session that came by recovery gets nothing', async () => {
    const admin = await watchingAdmin(site, stores)
    for (const path of ['/api/admin/limits', '/api/admin/grant', '/api/admin', '/api/admin/locks']) {
      const answer = await fetch(site.url + path, {
        method: 'POST',
        headers: { cookie: admin.device.cookie, origin: site.url, 'content-type': 'application/json' },
        body: JSON.stringify({ 'wrong-pin': 1e9, opening: -1, live: 0 }),
      })
      expect([answer.status, path]).to.deep.equal([404, path])
    }
    const { budgets } = await admin.next()
    expect(budgets.find(({ name }) => name === 'wrong-pin')?.points).to.equal(5)

    const { approver, newDevice } = await recovered(site)
    await grant(stores, approver)
    const probation = new AdminConsole(newDevice)
    expect(await probation.enter(await approver.stepUp({ do: 'enter-admin' }))).to.equal('on_probation')
    expect(await probation.refusedBy()).to.equal('on_probation')
    expect(await closeAfterwards(new AdminConsole(approver)).enter()).to.equal(null)
    expect(await (await newAdmin(site, stores)).enter()).to.equal(null)
  })

  /** A lock that is there to be released. */
  async function aLock(admin: AdminConsole) {
    const { approver } = await contend(site, await openPage(site))
    const { locks } = await admin.until((figures) => figures.locks.some(({ who }) => who === approver.name))
    return locks.find(({ who }) => who === approver.name)!
  }

  async function tries(device: SignedInDevice): Promise<string | null> {
    return codeOf(await device.scan(qrOf((await openPage(site)).view)))
  }
})
