import { expect } from 'chai'
import type { SessionId } from '../../shared/ids.ts'
import type { SignedInDevice } from '../support/signed-in-device.ts'
import { siteStores } from '../support/site-stores.ts'
import { describeOnCommonSites } from '../support/sites.ts'
import {
  approve,
  approved,
  closeAfterwards,
  codeOf,
  newApprover,
  proveOn,
  type Registered,
  recovered,
  registerOn,
  scanned,
} from './scene.ts'

/** Within this time of its end a session has no open socket any more. */
const SOON_MS = 2_000

describeOnCommonSites('the sockets of a session', (site) => {
  const stores = siteStores(site)

  it('close when the session is ended from another device, on another node', async () => {
    const owner = await newApprover(site, site.url)
    const other = await owner.secondDevice()
    const sockets = await bothSockets(other)
    const { id } = await currentSession(other)
    const stepUp = await owner.stepUp({ do: 'end-sessions', ids: [id] })
    expect((await owner.post('/api/sessions/end', { ids: [id], stepUp }, site.otherUrl)).error).to.equal(null)
    await closedSoon(sockets)
    expect(owner.socket.connected).to.equal(true)
  })

  it('close when the device signs out', async () => {
    const device = await newApprover(site)
    const sockets = await bothSockets(device)
    await device.post('/api/sign-out', {})
    await closedSoon(sockets)
  })

  it('[P49] close when the session is gone from SQL and nobody said so', async () => {
    const [device, neighbour] = await Promise.all([newApprover(site), newApprover(site)])
    const sockets = await bothSockets(device)
    await endInSql(device)
    await closedSoon(sockets)
    expect(neighbour.socket.connected).to.equal(true)
  })

  it('[P46] are worth nothing from the moment it ends', async () => {
    const { approver, claim } = await scanned(site)
    await endInSql(approver)
    // Sent before the node looks at its sessions again; if it just did, the socket is closed.
    const reply = await approver.state(claim.claimId).catch(() => null)
    expect(reply === null || codeOf(reply) === 'not_signed_in').to.equal(true)
  })

  it('close when the passkey behind it is frozen', async () => {
    const { approver, newDevice, page } = await recovered(site)
    const sockets = await bothSockets(newDevice)
    const recoveryId = page.view.pairingId
    const stepUp = await approver.stepUp({ do: 'freeze-recovery', recoveryId })
    expect((await approver.post('/api/recoveries/freeze', { recoveryId, stepUp })).error).to.equal(null)
    await closedSoon(sockets)
    expect((await newDevice.signIn()).error?.code).to.equal('passkey_suspended')
    expect(approver.socket.connected).to.equal(true)
  })

  it('hear of every change to their account, on every node, and of no other account', async () => {
    const pair = await scanned(site)
    const [near, far] = await Promise.all([
      closeAfterwards(pair.approver.sameBrowser()).connect(site.url, '/account'),
      closeAfterwards(pair.approver.sameBrowser()).connect(site.otherUrl, '/account'),
    ])
    const stranger = await (await newApprover(site)).sameBrowser().connect(site.url, '/account')
    closeAfterwards(stranger)
    const changes = [
      () => approve(pair),
      async () => Object.assign(pair, await registerOn(site, pair)),
      () => proveOn(pair as Registered),
    ]
    for (const change of changes) {
      const heard = Promise.all([near, far].map(nextChange))
      await change()
      await heard
    }
    expect(stranger.changes).to.equal(0)
  })

  it('hear of a deny', async () => {
    const { approver, claim } = await approved(site)
    const watching = await closeAfterwards(approver.sameBrowser()).connect(site.url, '/account')
    const heard = nextChange(watching)
    await approver.deny(claim.claimId)
    await heard
  })

  it('[A115] hear of a sign-in with a passkey of theirs, on another node', async () => {
    const owner = await newApprover(site, site.url)
    const watching = await closeAfterwards(owner.sameBrowser()).connect(site.otherUrl, '/account')
    const heard = nextChange(watching)
    await owner.secondDevice()
    await heard
  })

  async function bothSockets(device: SignedInDevice): Promise<SignedInDevice[]> {
    const approving = device.sameBrowser().connect(site.otherUrl)
    const watching = device.sameBrowser().connect(site.url, '/account')
    return (await Promise.all([approving, watching])).map(closeAfterwards)
  }

  async function endInSql(device: SignedInDevice): Promise<void> {
    const { id } = await currentSession(device)
    const passkey = (await stores.sql.credentials.find(device.authenticator.passkeys[0]?.id as never))!
    const doing = { accountId: passkey.accountId, by: passkey.id, trace: {} }
    const { ended } = await stores.sql.sessions.endBy(doing, [id], Number.MAX_SAFE_INTEGER)
    expect(ended).to.deep.equal([id])
  }
})

async function currentSession(device: SignedInDevice): Promise<{ id: SessionId }> {
  const { sessions } = await device.get('/api/account')
  return sessions.find(({ current }) => current)!
}

async function closedSoon(sockets: readonly SignedInDevice[]): Promise<void> {
  const ended = performance.now()
  await Promise.all(sockets.map((socket) => socket.closed()))
  expect(performance.now() - ended).to.be.below(SOON_MS)
  expect(sockets.map(({ bye }) => bye)).to.deep.equal(['session-ended', 'session-ended'])
}

function nextChange(device: SignedInDevice): Promise<unknown> {
  return new Promise((resolve) => device.socket.once('changed', () => resolve(null)))
}
