import { expect } from 'chai'
import { codeOf, newApprover, openPage, pinOf, tabsOf } from '../protocol/scene.ts'
import { newCommandId, qrOf, viewOf } from '../support/page-device.ts'
import { claimOf } from '../support/signed-in-device.ts'
import { describeAttacks } from './support/attacked-sites.ts'
import { finish } from './support/recover-honestly.ts'

/** 8 characters of the alphabet; that a page shows just these is likelier never. */
const WRONG = '0000-0000'

describeAttacks('A: guesses', 'embedded', (site) => {
  it('#1 #39 100 parallel wrong PINs of one account, right ones of others among them: 3 are compared', async () => {
    const [mallory, ...people] = await Promise.all(Array.from({ length: 11 }, () => newApprover(site)))
    const pages = await Promise.all(people.map(({ name }) => openPage(site, { name })))
    const own = await openPage(site, { name: mallory!.name })
    const tabs = await tabsOf(mallory!, 20, site.url)
    const guesses = [...pages.map(pinOf), ...Array(10).fill(WRONG)]

    const replies = await Promise.all(
      Array.from({ length: 100 }, (_, nth) =>
        tabs[nth % tabs.length]!.claim({ pin: guesses[nth % guesses.length]! }),
      ),
    )

    expect(replies.map(codeOf).filter((code) => code === 'code_invalid')).to.have.length(3)
    expect(replies.map(codeOf).filter((code) => code === 'rate_limited')).to.have.length(97)
    const waits = replies.flatMap((reply) => (reply.ok ? [] : (reply.error.retryAfterMs ?? [])))
    expect(waits.filter((ms) => ms > 0)).to.have.length(97)
    // No page was so much as written, not even that of his own name.
    for (const page of [own, ...pages]) {
      expect(viewOf(await page.state())).to.include({ state: 'open', version: page.opened.version })
    }
    const claim = claimOf(await people[0]!.claim({ pin: pinOf(pages[0]!) }))
    await finish(site, { page: pages[0]!, approver: people[0]!, claim })
  })

  it('#2 spread over 20 accounts and networks: each has its own three, and honest people are not slowed', async () => {
    const thieves = await Promise.all(Array.from({ length: 20 }, () => newApprover(site)))
    const [alice, bob] = await Promise.all([newApprover(site), newApprover(site)])
    const [byPin, byQr] = await Promise.all([openPage(site, { name: alice.name }), openPage(site)])
    const tabs = await Promise.all(thieves.map((thief) => tabsOf(thief, 4, site.url)))
    const guessed = Promise.all(
      tabs.map(async (own) => (await Promise.all(own.map((tab) => tab.claim({ pin: WRONG })))).map(codeOf)),
    )
    const startedAt = performance.now()
    const claims = await Promise.all([alice.claim({ pin: pinOf(byPin) }), bob.scan(qrOf(byQr.view))])
    expect(performance.now() - startedAt).to.be.below(5_000)

    for (const codes of await guessed) {
      expect(codes.sort()).to.deep.equal([...Array(3).fill('code_invalid'), 'rate_limited'])
    }
    await finish(site, { page: byPin, approver: alice, claim: claimOf(claims[0]) })
    await finish(site, { page: byQr, approver: bob, claim: claimOf(claims[1]) })
  })

  it('#1 the network of the guesses is slowed and not refused', async () => {
    const mallory = await newApprover(site)
    for (const pin of [WRONG, '0000-0001'])
      expect(codeOf(await mallory.claim({ pin }))).to.equal('code_invalid')
    const alice = await newApprover(site)
    const sameNetwork = alice.sameBrowser()
    await sameNetwork.moveTo(mallory.address).connect()
    const page = await openPage(site, { name: alice.name })
    const startedAt = performance.now()
    const claim = claimOf(await sameNetwork.claim({ pin: pinOf(page) }))
    expect(performance.now() - startedAt).to.be.within(1_900, 15_000)
    await finish(site, { page, approver: sameNetwork, claim })
    sameNetwork.close()
  })

  it('#7 codes and ids are the server’s: none can be chosen, and no two are alike', async () => {
    const page = await openPage(site, { name: 'Nobody at all' })
    const chosen = [
      { pin: 'AAAAAAAA' },
      { pairingId: 'A'.repeat(22) },
      { seed: 'A'.repeat(43) },
      { ttl: 9e9 },
    ]
    const attempts = chosen.map(async (more) => {
      const liar = await openPage(site)
      const body = { pageKey: liar.pageKey, purpose: 'replace' as const, ...more }
      const reply = await liar.send('open', liar.message('open', body))
      expect(codeOf(reply)).to.equal('bad_request')
    })
    await Promise.all(attempts)
    const pages = await Promise.all(
      Array.from({ length: 60 }, () => openPage(site, { name: 'Nobody at all' })),
    )
    const shown = [page, ...pages].flatMap(({ view }) => [view.pairingId, view.codes?.seed, view.codes?.pin])
    expect(new Set(shown).size).to.equal(shown.length)
    for (const { view } of pages)
      expect(view.codes?.pin).to.match(/^[0-9A-HJKMNP-TV-Z]{4}-?[0-9A-HJKMNP-TV-Z]{4}$/)
    expect(codeOf(await page.send('pin', { id: newCommandId(), name: 'Nobody', pin: 'AAAAAAAA' }))).to.equal(
      'bad_request',
    )
  })
})
