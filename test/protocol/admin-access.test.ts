import { expect } from 'chai'
import type { StepUpAction } from '../../shared/step-up.ts'
import { AdminConsole } from '../support/admin-console.ts'
import { mature } from '../support/mature.ts'
import { PasskeyDevice } from '../support/passkey-device.ts'
import { runSql } from '../support/run-sql.ts'
import { setStatus } from '../support/set-status.ts'
import { siteStores } from '../support/site-stores.ts'
import { describeOnCommonSites } from '../support/sites.ts'
import { accountOf, grant, newAdmin, revoke, tabOf, watchingAdmin } from './admin-scene.ts'
import { addDevice, closeAfterwards, newApprover, recovered } from './scene.ts'

/** Within this time a node has judged again who may watch. */
const SOON_MS = 2_500
const LOCK = 'A'.repeat(22)
const REASON = 'The person called, and it was their own phone.'

describeOnCommonSites('the console', (site) => {
  const stores = siteStores(site)
  const nodes = () => [site.url, site.otherUrl]
  const sessionOf = async ({ device }: AdminConsole) => {
    const [session] = await stores.sql.sessions.list(await accountOf(stores, device), 100)
    return session!
  }

  it('shows its page to everybody, for it says nothing', async () => {
    const response = await new PasskeyDevice(site.url).visit('/admin')
    expect(response.status).to.equal(200)
    expect(response.headers.get('content-security-policy')).to.include("frame-ancestors 'none'")
  })

  it('knows nobody who is not signed in', async () => {
    const nobody = new AdminConsole(new PasskeyDevice(site.url))
    for (const node of nodes()) expect(await nobody.refusedBy(node)).to.equal('not_signed_in')
    const signedIn = await newApprover(site)
    const stepUp = await signedIn.stepUp({ do: 'enter-admin' })
    expect(await nobody.enter(stepUp)).to.equal('not_signed_in')
  })

  it('[D1] is shut for a user, whatever step-up they bring, on every node', async () => {
    const user = closeAfterwards(new AdminConsole(await newApprover(site)))
    expect(await user.enter()).to.equal('not_admin')
    expect(await user.release(LOCK, REASON)).to.equal('not_admin')
    for (const node of nodes()) expect(await user.refusedBy(node)).to.equal('not_admin')
  })

  it('[D3] [D11] is shut for an admin before the step-up, and open after it on every node', async () => {
    const admin = await newAdmin(site, stores)
    for (const node of nodes()) expect(await admin.refusedBy(node)).to.equal('step_up_due')
    expect(await admin.enter()).to.equal(null)
    for (const node of nodes()) {
      const tab = await tabOf(admin).watch(node)
      expect(await tab.until(() => true)).to.include.keys('livePages', 'minutes', 'budgets', 'locks')
    }
  })

  it('[D3] opens for the session that stepped up, and for no other of the account', async () => {
    const device = await newApprover(site)
    await grant(stores, device)
    expect(await new AdminConsole(device).enter()).to.equal(null)
    const other = closeAfterwards(new AdminConsole(await device.secondDevice()))
    expect(await other.refusedBy()).to.equal('step_up_due')
    expect(await other.release(LOCK, REASON)).to.equal('step_up_due')
  })

  it('[D2] is shut for a session on probation, even with the step-up of an older passkey', async () => {
    const { approver, newDevice } = await recovered(site)
    await grant(stores, approver)
    const fresh = closeAfterwards(new AdminConsole(newDevice))
    for (const node of nodes()) expect(await fresh.refusedBy(node)).to.equal('on_probation')
    newDevice.authenticator.passkeys.splice(0, 1, ...approver.authenticator.passkeys)
    expect(await fresh.enter()).to.equal('on_probation')
    expect(await fresh.release(LOCK, REASON)).to.equal('on_probation')
    expect(await closeAfterwards(new AdminConsole(approver)).enter()).to.equal(null)
  })

  it('[A64] [D60] is shut for a session whose passkey came lately, and opens when that cannot be undone', async () => {
    const approver = await newApprover(site)
    const added = await addDevice(approver)
    await added.signIn()
    await grant(stores, approver)
    const fresh = closeAfterwards(new AdminConsole(added))
    for (const node of nodes()) expect(await fresh.refusedBy(node)).to.equal('too_new')
    added.authenticator.passkeys.splice(0, 1, ...approver.authenticator.passkeys)
    expect(await fresh.enter(), 'with the step-up of an older one').to.equal('too_new')
    expect(await fresh.release(LOCK, REASON)).to.equal('too_new')
    await mature(site, added.passkey)
    expect(await fresh.enter()).to.equal(null)
    await fresh.watch(site.otherUrl)
    // Judged at each look: nothing but this tells that the passkey is young.
    await runSql(
      site,
      `update recoveries set undo_until = done_at + ${24 * 60 * 60_000} where credential_id = '${added.passkey}'`,
    )
    await fresh.closed()
    expect(fresh.bye).to.equal('refused')
    expect(await fresh.refusedBy()).to.equal('too_new')
  })

  it('[A64] [D60] takes no step-up of a passkey that came lately, to enter or to release', async () => {
    const approver = await newApprover(site)
    const added = await addDevice(approver)
    await grant(stores, approver)
    const admin = closeAfterwards(new AdminConsole(approver))
    const byTheAdded = async (action: StepUpAction) => {
      const { body: offer } = await approver.post('/api/step-up', { action })
      expect(offer.options.allowCredentials?.map(({ id }) => id)).not.to.include(added.passkey)
      const options = {
        ...offer.options,
        allowCredentials: [{ id: added.passkey, type: 'public-key' as const }],
      }
      return added.assert({ ...offer, options })
    }
    expect(await admin.enter(await byTheAdded({ do: 'enter-admin' }))).to.equal('too_new')
    expect(await admin.enter()).to.equal(null)
    const release = { do: 'release-lock', lockId: LOCK } as const
    expect(await admin.release(LOCK, REASON, release, await byTheAdded(release))).to.equal('too_new')
    expect(await admin.release(LOCK, REASON)).to.equal('not_found')
  })

  it('[D4] takes a step-up for entering and for nothing else, once', async () => {
    const admin = await newAdmin(site, stores)
    const { device } = admin
    for (const action of [{ do: 'add-passkey' }, { do: 'release-lock', lockId: LOCK }] as const)
      expect(await admin.enter(await device.stepUp(action))).to.equal('step_up_refused')
    expect(await admin.refusedBy()).to.equal('step_up_due')
    const stepUp = await device.stepUp({ do: 'enter-admin' })
    expect(await admin.enter(stepUp)).to.equal(null)
    expect(await admin.enter(stepUp)).to.equal('ceremony_expired')
  })

  it('[D12] closes within two seconds for who is demoted while watching, on every node', async () => {
    const admin = await watchingAdmin(site, stores)
    const tabs = [admin, await tabOf(admin).watch(site.otherUrl)]
    const neighbour = await watchingAdmin(site, stores, site.otherUrl)
    await revoke(stores, admin.device)
    const before = performance.now()
    await Promise.all(tabs.map((tab) => tab.closed()))
    expect(performance.now() - before).to.be.below(SOON_MS)
    expect(tabs.map(({ bye }) => bye)).to.deep.equal(['not-admin', 'not-admin'])
    for (const node of nodes()) expect(await admin.refusedBy(node)).to.equal('not_admin')
    expect(await admin.release(LOCK, REASON)).to.equal('not_admin')
    expect(neighbour.socket.connected).to.equal(true)
  })

  it('[D6] stays shut for who gets the role back, until they enter anew', async () => {
    const admin = await watchingAdmin(site, stores)
    const neighbour = await watchingAdmin(site, stores)
    await revoke(stores, admin.device)
    await grant(stores, admin.device)
    expect(await tabOf(admin).refusedBy()).to.equal('step_up_due')
    expect(await tabOf(neighbour).refusedBy()).to.equal(null)
  })

  it('[D12] closes with its session, though nobody announced the end', async () => {
    const admin = await watchingAdmin(site, stores, site.otherUrl)
    const { tokenHash } = await sessionOf(admin)
    await stores.sql.sessions.end(tokenHash, ({ accountId }) => ({ action: 'session-ended', accountId }))
    await admin.closed()
    expect(admin.bye).to.equal('session-ended')
  })

  it('[D12] closes when its hour is over, and opens by a step-up again', async () => {
    const admin = await watchingAdmin(site, stores, site.otherUrl)
    const session = await sessionOf(admin)
    // The hour of this visit ends now.
    await stores.sql.admins.enter(session, 0, { action: 'admin-entered', accountId: session.accountId })
    await admin.closed()
    expect(admin.bye).to.equal('step-up-over')
    expect(await admin.refusedBy()).to.equal('step_up_due')
    expect(await admin.enter()).to.equal(null)
    expect(await admin.refusedBy()).to.equal(null)
  })

  it('[D12] closes when the passkey behind it is suspended', async () => {
    const admin = await watchingAdmin(site, stores, site.otherUrl)
    const { credentialId } = await sessionOf(admin)
    await setStatus((statement) => runSql(site, statement), credentialId, 'suspended')
    await admin.closed()
    expect(admin.bye).to.equal('refused')
    expect(await admin.refusedBy()).to.equal('passkey_suspended')
  })

  it('closes at once when the session ends on another node', async () => {
    const admin = await watchingAdmin(site, stores, site.otherUrl)
    await admin.device.post('/api/sign-out', {})
    await admin.closed()
    expect(admin.bye).to.equal('session-ended')
  })

  for (const event of ['figures', 'release', 'bye', 'enter', '__proto__', 'state']) {
    it(`[D15] disconnects an admin who sends “${event}”`, async () => {
      const admin = await watchingAdmin(site, stores)
      admin.socket.emit(event, { room: 'account:1' }, () => {})
      await admin.closed()
    })
  }

  it('opens for no page of another site: not the socket, not the form, not the script', async () => {
    const admin = await newAdmin(site, stores)
    const { device } = admin
    const stepUp = await device.stepUp({ do: 'enter-admin' })
    const post = (path: string, headers: Record<string, string>) =>
      fetch(`${site.url}${path}`, {
        method: 'POST',
        headers: { ...device.headers, cookie: device.cookie, ...headers },
        body: JSON.stringify({ stepUp }),
      })
    const json = { 'content-type': 'application/json' }
    for (const path of ['/api/admin/enter', '/api/admin/locks/release']) {
      expect((await post(path, { ...json, origin: 'https://evil.example' })).status).to.equal(403)
      expect((await post(path, { ...json })).status).to.equal(403)
      const form = { 'content-type': 'text/plain', origin: site.url }
      expect((await post(path, form)).status).to.equal(415)
    }
    expect(await admin.refusedBy()).to.equal('step_up_due')
    expect(await admin.enter(stepUp), 'nothing of it spent the step-up').to.equal(null)
    const foreign = tabOf(admin).watch(site.url, 'https://evil.example')
    expect(await foreign.catch((error: Error) => error.message)).to.equal('websocket error')
  })

  it('writes down who entered, and nothing of who did not', async () => {
    const user = new AdminConsole(await newApprover(site))
    await user.enter()
    const admin = await watchingAdmin(site, stores)
    const entries = async ({ device }: AdminConsole) => {
      const all = await stores.sql.audit.list(await accountOf(stores, device), 20)
      return all.filter(({ action }) => action === 'admin-entered')
    }
    expect(await entries(user)).to.deep.equal([])
    const [entry, ...more] = await entries(admin)
    expect(more).to.deep.equal([])
    expect(entry).to.include({ device: 'Chrome on Linux' })
    expect(entry?.network).to.match(/^10\.\d+\.\d+\.0\/24$/)
  })
})
