import { expect } from 'chai'
import {
  closeAfterwards,
  codeOf,
  dualClaimed,
  newBrowser,
  openPage,
  type Pair,
  pinOf,
  register,
  scan,
  scanned,
} from '../protocol/scene.ts'
import { newCommandId, type PageDevice, qrOf, viewOf } from '../support/page-device.ts'
import { approval, claimOf, NOTHING_LOST } from '../support/signed-in-device.ts'
import { describeAttacks } from './support/attacked-sites.ts'
import { finish } from './support/recover-honestly.ts'

describeAttacks('E: PINs on both devices', 'embedded', (site) => {
  it('#32 while the return PIN is due, no later step of either device works', async () => {
    const pair = await dualClaimed(site)
    const { page, approver, claim } = pair
    const stepUp = await approver.stepUp({ do: 'add-passkey' })
    const replies = [
      await page.registerOptions(),
      await register(page, approver),
      await approver.approveOptions(claim.claimId, NOTHING_LOST),
      await approver.sendApproval(approval(claim, NOTHING_LOST, stepUp, newCommandId())),
    ]
    expect(replies.map(codeOf)).to.deep.equal(Array(4).fill('not_now'))
    expect(page.frames.join()).to.not.include('"challenge"')
    await finish(site, pair)
  })

  it('#35 the return PIN reaches the claimant alone, is no PIN of the page, and fits no other pairing', async () => {
    const [one, other] = await Promise.all([dualClaimed(site), dualClaimed(site)])
    const pin = returnPinOf(one)
    const [spy, elsewhere] = await Promise.all([
      openPage(site),
      one.approver.secondDevice().then((device) => device.connect()),
    ])
    closeAfterwards(elsewhere)
    await one.page.until((view) => view.state === 'claimed')
    for (const { frames } of [one.page, other.page, spy]) expect(frames.join()).to.not.include(pin)
    expect(elsewhere.views).to.deep.equal([])
    expect(codeOf(await elsewhere.state(one.claim.claimId))).to.equal('claim_over')
    expect(pinOf(await openPage(site, { name: one.approver.name }))).to.not.include(pin)
    expect(codeOf(await other.page.typeReturnPin(pin))).to.equal('return_pin_wrong')
    await Promise.all([finish(site, one), finish(site, other)])
  })

  it('#35 it dies with its claim: it matches no later claim of the same page', async () => {
    const { page, approver, claim } = await dualClaimed(site)
    const old = returnPinOf({ claim })
    viewOf(await page.newCode())
    expect(codeOf(await page.typeReturnPin(old))).to.equal('not_now')
    const next = claimOf(await approver.claim({ pin: pinOf(page) }))
    expect(codeOf(await page.typeReturnPin(old))).to.equal('return_pin_wrong')
    await finish(site, { page, approver, claim: next })
  })

  it('#36 nothing but digits is an answer, and what is none costs no try', async () => {
    const pair = await dualClaimed(site)
    const { page } = pair
    const bodies: unknown[] = [{}, { pin: null }, { match: true }, { pin: '' }]
    for (const body of bodies) {
      const reply = await page.send('return-pin', page.message('return-pin', body as { pin: string }))
      expect(codeOf(reply), JSON.stringify(body)).to.equal('bad_request')
    }
    expect(viewOf(await page.state()).returnPin?.triesLeft).to.equal(3)
    await finish(site, pair)
  })

  it('#36 three tries in all, over reconnects, nodes and renewed PINs; then a new page is the way on', async () => {
    const { page, approver, claim } = await dualClaimed(site)
    for (const left of [2, 1]) {
      expect(codeOf(await page.typeReturnPin(wrong(returnPinOf({ claim }))))).to.equal('return_pin_wrong')
      await page.drop()
      await page.connect()
      expect(viewOf(await page.resume()).returnPin?.triesLeft).to.equal(left)
      claimOf(await approver.renewReturnPin(claim.claimId))
    }
    const fresh = claimOf(await approver.state(claim.claimId)).returnPin?.pin ?? ''
    expect(codeOf(await page.typeReturnPin(wrong(fresh)))).to.equal('return_pin_wrong')
    expect(codeOf(await page.typeReturnPin(fresh))).to.equal('pairing_over')
    expect(viewOf(await page.state())).to.include({ endCause: 'wrong-return-pins' })

    const next = await openPage(site, { name: approver.name })
    await finish(site, { page: next, approver, claim: claimOf(await approver.scan(qrOf(next.view))) })
  })

  it('#36 20 wrong ones at once, by 4 twins of the page: three are compared at most', async () => {
    const { page, approver, claim } = await dualClaimed(site)
    const guess = wrong(returnPinOf({ claim }))
    const twins = await Promise.all(
      Array.from({ length: 4 }, async () => closeAfterwards(await page.twin().connect())),
    )
    const codes = await Promise.all(
      twins.map(async (twin) => {
        const told: (string | null)[] = []
        if (codeOf(await twin.resume().catch(gone)) !== null) return told
        for (let tries = 0; tries < 5 && twin.socket.connected; tries += 1) {
          told.push(codeOf(await twin.typeReturnPin(guess).catch(gone)))
        }
        return told
      }),
    )
    const compared = codes.flat().filter((code) => code === 'return_pin_wrong')
    expect(compared).to.have.length.at.most(3)
    const next = await openPage(site, { name: approver.name })
    await finish(site, { page: next, approver, claim: claimOf(await approver.scan(qrOf(next.view))) })
  })

  const ways: Record<string, (page: PageDevice) => Promise<PageDevice>> = {
    'a reload': (page) => openPage(site, { browserCookie: page.options.browserCookie! }),
    'a cancel and a new page': async (page) => {
      viewOf(await page.cancel())
      return openPage(site, { browserCookie: page.options.browserCookie! })
    },
    'a reconnect': async (page) => {
      await page.drop()
      await page.connect()
      viewOf(await page.resume())
      return page
    },
    'a dropped cookie with the same key': async (page) => {
      const body = { pageKey: page.pageKey, purpose: 'replace' as const }
      await page.drop()
      const { browserCookie: _dropped, ...options } = page.options
      Object.assign(page, { options })
      await page.connect()
      const view = viewOf(await page.send('open', page.message('open', body)))
      return Object.assign(page, { pairingId: view.pairingId, opened: view })
    },
  }
  for (const [how, slipAway] of Object.entries(ways)) {
    it(`#32 a page that is dual stays so through ${how}`, async () => {
      const page = await openPage(site, { browserCookie: newBrowser() })
      await scan(site, page)
      viewOf(await page.newCode())
      const next = await slipAway(page)
      const pair = await scan(site, next)
      expect(pair.claim.state).to.equal('claimed')
      expect(pair.claim.reasons).to.include('not-me')
      expect(codeOf(await pair.approver.approve(pair.claim))).to.equal('not_now')
      await finish(site, pair)
    })
  }

  it('#32 nor does a new key in a new browser help: what was dual sticks to the account', async () => {
    const { page, approver } = await scanned(site)
    viewOf(await page.newCode())
    const next = await openPage(site)
    expect(next.view.reasons).to.deep.equal([])
    const claim = claimOf(await approver.scan(qrOf(next.view)))
    expect(claim.state).to.equal('claimed')
    expect(claim.reasons).to.include('not-me')
    await finish(site, { page: next, approver, claim })
  })

  it('#32 an approval in flight while the page says "Not me" approves nothing', async () => {
    for (let round = 0; round < 4; round += 1) {
      const { page, approver, claim } = await scanned(site)
      const [, approved] = await Promise.all([page.newCode().catch(() => null), approver.approve(claim)])
      const { state } = viewOf(await page.state())
      if (approved.ok) {
        expect(state).to.equal('approved')
        expect(viewOf(await register(page, approver)).state).to.equal('registered')
      } else {
        expect([codeOf(approved), state]).to.deep.equal(['claim_over', 'open'])
        const pair = await scan(site, page)
        expect(pair.claim.state).to.equal('claimed')
        await finish(site, pair)
      }
    }
  })
})

function returnPinOf({ claim }: Pick<Pair, 'claim'>): string {
  const pin = claim.returnPin?.pin
  if (!pin) throw new Error('No return PIN is shown.')
  return pin
}

function wrong(pin: string): string {
  return `${(Number(pin[0]) + 1) % 10}${pin.slice(1)}`
}

/** A twin that another one has superseded is closed. */
function gone() {
  return { ok: false as const, error: { code: 'pairing_over' as const }, nonce: '' }
}
