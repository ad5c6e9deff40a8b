import { expect } from 'chai'
import {
  approve,
  closeAfterwards,
  codeOf,
  dualClaimed,
  newApprover,
  openPage,
  type Pair,
  recovered,
  register,
  scan,
  scanned,
  tabsOf,
} from '../protocol/scene.ts'
import { newCommandId, qrOf, viewOf } from '../support/page-device.ts'
import { approval, claimOf, NOTHING_LOST, offered, type SignedInDevice } from '../support/signed-in-device.ts'
import { siteStores } from '../support/site-stores.ts'
import { describeAttacks, shownNetwork } from './support/attacked-sites.ts'
import { complete, finish } from './support/recover-honestly.ts'

const WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0.0.0 Safari/537.36'

describeAttacks('C: relay phishing, where the page is the attacker’s', 'shared', (site, onlyShared) => {
  const stores = siteStores(site)

  onlyShared(
    'moved time',
    '#19 a QR code on paper is dead after 65 seconds, and the living page goes on',
    async () => {
      const [victim, page] = await Promise.all([newApprover(site), openPage(site)])
      const printed = qrOf(page.view)
      await stores.passTime(page.view.pairingId, 65_000)
      expect((await victim.look(printed)).error).to.deep.equal({ code: 'code_invalid' })
      expect(viewOf(await page.state()).state).to.equal('open')
      await finish(site, { page, approver: victim, claim: claimOf(await victim.scan(qrOf(page.view))) })
    },
  )

  it('#20 a live relay that wins everything has a passkey that outlives nothing, and the owner freezes it', async () => {
    const address = '198.51.100.20'
    const page = await openPage(site, { address, headers: { 'user-agent': WINDOWS } })
    const pair = await scan(site, page)
    const network = shownNetwork(site, address)
    expect(pair.claim.requester).to.deep.include({ device: 'Chrome on Windows', network })
    expect(pair.claim.between.network).to.equal('other')
    const relay = await complete(site, pair)

    const { sessions } = await relay.get('/api/account')
    const others = sessions.filter(({ current }) => !current).map(({ id }) => id)
    expect(others).to.have.length(1)
    const offer = (await relay.post('/api/step-up', { action: { do: 'add-passkey' } })).body
    const [own] = relay.authenticator.passkeys
    const stepUp = {
      challengeId: offer.challengeId,
      assertion: relay.authenticator.get(offer.options, {}, own),
    }
    const refused = await relay.post('/api/passkeys/options', { stepUp })
    expect(refused.error?.code).to.equal('on_probation')
    const ending = (await relay.post('/api/step-up', { action: { do: 'end-sessions', ids: others } })).body
    const asserted = {
      challengeId: ending.challengeId,
      assertion: relay.authenticator.get(ending.options, {}, own),
    }
    const ended = await relay.post('/api/sessions/end', { ids: others, stepUp: asserted })
    expect(ended.error?.code).to.equal('on_probation')
    expect(await approvalBy(relay)).to.equal('on_probation')

    const victim = pair.approver
    const session = await victim.get('/api/session')
    expect(session).to.have.nested.property('recoveries[0].id', page.view.pairingId)
    const { pairingId: recoveryId } = page.view
    const freezing = { recoveryId, stepUp: await victim.stepUp({ do: 'freeze-recovery', recoveryId }) }
    expect((await victim.post('/api/recoveries/freeze', freezing)).error).to.equal(null)
    expect(await relay.get('/api/session')).to.deep.equal({ signedIn: false })
    expect((await relay.signIn()).error?.code).to.equal('passkey_suspended')
    expect(await victim.get('/api/session')).to.include({ signedIn: true })
  })

  it('#21 "I didn’t start this" ends an approval for good, and care follows that network', async () => {
    const address = '198.51.100.21'
    const { page, approver, claim } = await approve(await scanned(site, { address }))
    expect(claimOf(await approver.deny(claim.claimId, true))).to.include({ endCause: 'reported' })
    expect(codeOf(await register(page, approver))).to.equal('pairing_over')
    const next = await openPage(site, { address })
    expect(next.view.reasons).to.include('reported-network')
    // An honest neighbour of the reported page is asked for one PIN more, and that is all.
    const pair = await scan(site, next)
    expect(pair.claim.state).to.equal('claimed')
    await finish(site, pair)
  })

  it('#22 50 pages that name the victim: no device of the victim hears a word', async () => {
    const victim = await newApprover(site)
    const heard: string[] = []
    victim.socket.onAny((event: string) => heard.push(event))
    const pages = await Promise.all(Array.from({ length: 50 }, () => openPage(site, { name: victim.name })))
    const account = await victim.get('/api/account')
    expect(heard).to.deep.equal([])
    const told = [...account.news, ...account.activity].map(({ action }) => action)
    expect(told.filter((action) => action.startsWith('pairing'))).to.deep.equal([])
    for (const page of pages) page.close()
    const page = await openPage(site, { name: victim.name })
    await finish(site, { page, approver: victim, claim: claimOf(await victim.scan(qrOf(page.view))) })
  })

  it('#24 a return PIN that the victim was talked into sending away is wrong on every other page', async () => {
    const [victims, thieves] = await Promise.all([dualClaimed(site), dualClaimed(site)])
    const stolen = victims.claim.returnPin?.pin ?? ''
    for (let tries = 0; tries < 3; tries += 1) {
      expect(codeOf(await thieves.page.typeReturnPin(stolen))).to.equal('return_pin_wrong')
    }
    expect(viewOf(await thieves.page.state())).to.include({
      state: 'burned',
      endCause: 'wrong-return-pins',
    })
    await finish(site, victims)
  })

  it('#25 a stolen session approves nothing: it takes a verified person, for this pairing and this choice', async () => {
    const pair = await scanned(site)
    const { approver, claim } = pair
    const choice = { retire: null, endOtherSessions: true }
    // Sent over two connections of the same session: one alone would be sending too fast.
    const [tab] = await tabsOf(approver, 1, site.url)
    const send = (asserted: Parameters<typeof approval>[2]) =>
      tab!.sendApproval(approval(claim, NOTHING_LOST, asserted, newCommandId()))
    const offer = async () => offered(await approver.approveOptions(claim.claimId, NOTHING_LOST))
    const refused = [
      await send(await approver.stepUp({ do: 'add-passkey' })),
      await send(approver.assert(await offer(), { userVerified: false })),
      await send(approver.assert(await offer(), { foreignKey: true })),
      await send(approver.assert(offered(await approver.approveOptions(claim.claimId, choice)))),
      await send(await ofAnotherPairing(tab!)),
    ]
    const codes = new Set(refused.map(codeOf))
    expect([...codes]).to.have.members(['step_up_refused'])
    const used = approver.assert(await offer())
    await finishWith(pair, used)
    expect(codeOf(await send(used))).to.equal('not_now')
  })

  it('#26 a deep link leads to the same page, in no frame, and nothing is claimed by opening it', async () => {
    const [victim, page] = await Promise.all([newApprover(site), openPage(site)])
    const { pairingId, step, secret } = qrOf(page.view)
    for (const path of ['/approve', `/approve?q=${pairingId}.${step}.${secret}&approve=1`]) {
      const { headers, status } = await victim.visit(path)
      expect(status).to.equal(200)
      expect(headers.get('content-security-policy')).to.include("frame-ancestors 'none'")
      expect(headers.get('x-frame-options')?.toLowerCase()).to.equal('deny')
    }
    expect(viewOf(await page.state()).state).to.equal('open')
    await finish(site, { page, approver: victim, claim: claimOf(await victim.scan(qrOf(page.view))) })
  })

  it('#20 what a relay has proven is told to every device of the owner', async () => {
    const { approver } = await recovered(site)
    const session = await approver.get('/api/session')
    expect(session).to.have.property('recoveries').with.length(1)
  })

  /** What a device is answered that goes on to approve a page of its own: it may not even claim one. */
  async function approvalBy(relay: SignedInDevice): Promise<string | null> {
    const page = await openPage(site)
    closeAfterwards(await relay.connect())
    return codeOf(await relay.scan(qrOf(page.view)))
  }

  /** A good assertion that the same person made for something else on the screen. */
  async function ofAnotherPairing(approver: SignedInDevice) {
    const other = await openPage(site)
    let claim = claimOf(await approver.scan(qrOf(other.view)))
    viewOf(await other.typeReturnPin(claim.returnPin?.pin ?? ''))
    claim = claimOf(await approver.state(claim.claimId))
    return approver.assert(offered(await approver.approveOptions(claim.claimId, NOTHING_LOST)))
  }

  async function finishWith({ page, approver, claim }: Pair, asserted: Parameters<typeof approval>[2]) {
    const sent = await approver.sendApproval(approval(claim, NOTHING_LOST, asserted, newCommandId()))
    expect(claimOf(sent).state).to.equal('approved')
    expect(viewOf(await register(page, approver)).state).to.equal('registered')
  }
})
