import { expect } from 'chai'
import {
  approve,
  closeAfterwards,
  codeOf,
  newApprover,
  newBrowser,
  openPage,
  register,
  scan,
  scanned,
} from '../protocol/scene.ts'
import { qrOf, viewOf } from '../support/page-device.ts'
import { claimOf, SignedInDevice } from '../support/signed-in-device.ts'
import { describeAttacks } from './support/attacked-sites.ts'
import { complete, finish } from './support/recover-honestly.ts'

describeAttacks('D: account confusion, where the approving device is the attacker’s', 'embedded', (site) => {
  it('#27 Mallory claims Alice’s page first: the page never ends on Mallory’s account', async () => {
    const browserCookie = newBrowser()
    const page = await openPage(site, { browserCookie })
    const alice = await newApprover(site)
    const { body } = await alice.look(qrOf(page.view))
    const taken = await approve(await scan(site, page))
    expect(codeOf(await alice.claim(body))).to.equal('code_invalid')
    expect(codeOf(await page.registerOptions())).to.equal('pairing_over')
    expect(viewOf(await page.state())).to.include({ endCause: 'second-claimant', account: null })

    const again = await openPage(site, { browserCookie, name: alice.name })
    expect(codeOf(await taken.approver.scan(qrOf(again.view)))).to.equal('code_invalid')
    const claim = claimOf(await alice.scan(qrOf(again.view)))
    await finish(site, { page: again, approver: alice, claim })
  })

  it('#27 Mallory alone claims it: the page shows the whole name, and "No" undoes and reports it', async () => {
    const address = '198.51.100.27'
    const browserCookie = newBrowser()
    const page = await openPage(site, { browserCookie, address })
    const { approver: mallory } = await approve(await scan(site, page))
    expect((await page.until((view) => view.state === 'approved')).account).to.equal(mallory.name)
    expect(viewOf(await page.cancel({ notMine: true }))).to.include({
      endCause: 'not-my-account',
      account: null,
    })
    expect(codeOf(await register(page, mallory))).to.equal('pairing_over')

    const again = await openPage(site, { browserCookie, address })
    expect(again.view.reasons).to.include('reported-network')
    const pair = await scan(site, again)
    expect(pair.claim.state).to.equal('claimed')
    await finish(site, pair)
  })

  it('#27 a page that named its account from the start cannot be claimed by any other', async () => {
    const [alice, mallory] = await Promise.all([newApprover(site), newApprover(site)])
    const page = await openPage(site, { name: alice.name })
    for (let tries = 0; tries < 5; tries += 1) {
      expect(codeOf(await mallory.scan(qrOf(page.view)))).to.equal('code_invalid')
    }
    expect(viewOf(await page.state())).to.include({ state: 'open', version: page.opened.version })
    await finish(site, { page, approver: alice, claim: claimOf(await alice.scan(qrOf(page.view))) })
  })

  it('#27 "Not me" ends a claim for good: the claimant’s ids do nothing any more, and it is dual', async () => {
    const { page, approver: mallory, claim } = await scanned(site)
    viewOf(await page.newCode())
    const replies = [
      await mallory.approve(claim),
      await mallory.state(claim.claimId),
      await mallory.deny(claim.claimId),
    ]
    expect(replies.map(codeOf)).to.deep.equal(Array(3).fill('claim_over'))
    const pair = await scan(site, page)
    expect(pair.claim.state).to.equal('claimed')
    await finish(site, pair)
  })

  it('#29 a browser that is signed in as someone else stays so: nobody is signed in by a recovery', async () => {
    const bob = await newApprover(site)
    const page = await openPage(site, { browserCookie: bob.cookie })
    const pair = await approve(await scan(site, page))
    expect(pair.approver.name).to.not.equal(bob.name)
    viewOf(await register(page, bob))
    expect(await bob.get('/api/session')).to.include({ signedIn: true, name: bob.name })
    const stranger = closeAfterwards(new SignedInDevice(site.url))
    expect(await stranger.get('/api/session')).to.deep.equal({ signedIn: false })
    // Only a sign-in of its own, with the new passkey, leads into the recovered account.
    stranger.authenticator.passkeys.push(bob.authenticator.passkeys.at(-1)!)
    expect((await stranger.signIn()).error).to.equal(null)
    expect(await stranger.get('/api/session')).to.include({ signedIn: true, name: pair.approver.name })
    expect(await bob.get('/api/session')).to.include({ name: bob.name })
  })

  it('#29 a browser does not claim its own page', async () => {
    const alice = await newApprover(site)
    const page = await openPage(site, { browserCookie: alice.cookie })
    expect(codeOf(await alice.scan(qrOf(page.view)))).to.equal('own_page')
    const phone = closeAfterwards(await (await alice.secondDevice()).connect())
    await finish(site, { page, approver: phone, claim: claimOf(await phone.scan(qrOf(page.view))) })
  })

  it('#30 no other site signs a device in to its own account', async () => {
    const [alice, mallory] = await Promise.all([newApprover(site), newApprover(site)])
    const offer = (await mallory.post('/api/sign-in/options', {})).body
    const assertion = mallory.authenticator.get(offer.options)
    const json = JSON.stringify({ challengeId: offer.challengeId, assertion })
    const tries: Record<string, string>[] = [
      { origin: 'https://evil.example', 'content-type': 'application/json' },
      { origin: 'null', 'content-type': 'application/json' },
      { origin: `${site.url}.evil.example`, 'content-type': 'application/json' },
      { 'content-type': 'application/json' },
      { origin: site.url, 'content-type': 'text/plain' },
      { origin: site.url, 'content-type': 'application/x-www-form-urlencoded' },
      { origin: site.url, 'content-type': 'application/json', 'sec-fetch-site': 'cross-site' },
    ]
    for (const headers of tries) {
      const answer = await fetch(`${site.url}/api/sign-in`, {
        method: 'POST',
        headers: { ...alice.headers, cookie: alice.cookie, ...headers },
        body: json,
      })
      expect(answer.status, JSON.stringify(headers)).to.be.within(400, 415)
      expect(answer.headers.getSetCookie()).to.deep.equal([])
    }
    const { headers } = await fetch(`${site.url}/api/sign-in?${new URLSearchParams({ json })}`)
    expect(headers.getSetCookie()).to.deep.equal([])
    expect(await alice.get('/api/session')).to.include({ name: alice.name })
    const pair = await scanned(site)
    expect(pair.claim.account).to.equal(pair.approver.name)
    await complete(site, pair)
  })

  it('#31 before the approval the page learns no account, and the approving device no address', async () => {
    const address = '203.0.113.131'
    const page = await openPage(site, { address })
    const pair = await scan(site, page)
    const heard: string[] = []
    pair.approver.socket.io.engine.on('message', (frame: string) => heard.push(frame))
    await page.until((view) => view.state === 'matched')
    const { claim, approver } = pair
    const told = page.frames.join()
    const { userHandle } = await approver.get('/api/account')
    for (const secret of [approver.name, userHandle, claim.claimId]) expect(told).to.not.include(secret)
    expect(JSON.stringify(claim)).to.not.include(address).and.not.include(page.pageKey)
    await complete(site, pair)
    expect(heard.join()).to.not.include(address).and.not.include(page.pageKey)
    expect(page.frames.join()).to.include(approver.name)
  })
})
