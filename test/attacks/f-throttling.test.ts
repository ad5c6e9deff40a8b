import { expect } from 'chai'
import {
  codeOf,
  newApprover,
  newBrowser,
  newName,
  openPage,
  pinOf,
  scan,
  scanned,
  tabsOf,
} from '../protocol/scene.ts'
import { newAddress } from '../support/new-address.ts'
import { PageDevice, qrOf, viewOf } from '../support/page-device.ts'
import { claimOf, SignedInDevice } from '../support/signed-in-device.ts'
import { describeAttacks } from './support/attacked-sites.ts'
import { finish } from './support/recover-honestly.ts'

const WRONG = '0000-0000'
/** Of new accounts per network and hour, see docs/spec/limits.md: the smallest budget that counts networks. */
const SIGN_UPS = 10

describeAttacks('F: throttling', 'shared', (site, onlyShared) => {
  const forgeries: Record<string, (nth: number) => Record<string, string>> = {
    'X-Forwarded-For': (nth) => ({ 'x-forwarded-for': `203.0.113.${nth}` }),
    'a list in X-Forwarded-For': (nth) => ({
      'x-forwarded-for': `203.0.113.${nth}, 127.0.0.1, 10.0.0.${nth}`,
    }),
    'Forwarded, X-Real-IP and others': (nth) => ({
      forwarded: `for=203.0.113.${nth}`,
      'x-real-ip': `203.0.113.${nth}`,
      'x-client-ip': `203.0.113.${nth}`,
      'true-client-ip': `203.0.113.${nth}`,
    }),
  }
  it('#37 one address gets what one network may, whatever connection it takes, and the one beside it its own', async () => {
    const address = newAddress()
    const codes = await signUps(SIGN_UPS + 2, () => [address, {}])
    expect(codes.filter((code) => code === null)).to.have.length(SIGN_UPS)
    expect(codes.filter((code) => code === 'rate_limited')).to.have.length(2)
    expect(await signUps(1, () => [newAddress(), {}])).to.deep.equal([null])
  })

  for (const [what, forge] of Object.entries(forgeries)) {
    onlyShared(
      'public addresses',
      `#37 ${what}, another one each time, is one network all the same`,
      async () => {
        const address = newAddress()
        const codes = await signUps(SIGN_UPS + 2, (nth) => [address, forge(nth)])
        expect(codes.filter((code) => code === null)).to.have.length(SIGN_UPS)
        expect(codes.filter((code) => code === 'rate_limited')).to.have.length(2)
        // Whose address was forged has spent nothing.
        expect(await signUps(1, () => ['203.0.113.1', {}])).to.deep.equal([null])
      },
    )
  }

  const wholeNetwork = '#37 a hundred addresses of one /64 are one network, and the /64 beside it another'
  onlyShared('IPv6 networks', wholeNetwork, async () => {
    const codes = await signUps(SIGN_UPS + 2, (nth) => [`2001:db8:7:1::${nth.toString(16)}`, {}])
    expect(codes.filter((code) => code === 'rate_limited')).to.have.length(2)
    expect(await signUps(1, () => ['2001:db8:7:2::1', {}])).to.deep.equal([null])
  })

  const forgedOpenings =
    '#37 openings from a hundred forged addresses and cookies fill one network, not the forged ones'
  onlyShared('public addresses', forgedOpenings, async () => {
    const address = newAddress()
    const pages = await Promise.all(
      Array.from({ length: 12 }, (_, nth) =>
        openPage(site, {
          ...{ address, browserCookie: newBrowser() },
          headers: { 'x-forwarded-for': `192.0.2.${nth + 1}` },
        }),
      ),
    )
    const next = await openPage(site, { address })
    expect(next.view.reasons).to.include.members(['same-network', 'busy-network'])
    const forged = await openPage(site, { address: '192.0.2.1' })
    expect(forged.view.reasons).to.deep.equal([])
    for (const page of pages) page.close()
    const [one, other] = await Promise.all([scan(site, next), scan(site, forged)])
    expect(other.claim.state).to.equal('matched')
    await Promise.all([finish(site, one), finish(site, other)])
  })

  it('#38 wrong PINs stay counted over reconnects, nodes, other sessions and right ones in between', async () => {
    const mallory = await newApprover(site)
    const wrong = async (times: number) => {
      const tabs = await tabsOf(mallory, times, site.url)
      return (await Promise.all(tabs.map((tab) => tab.claim({ pin: WRONG })))).map(codeOf)
    }
    expect(await wrong(3)).to.deep.equal(Array(3).fill('code_invalid'))
    expect(await wrong(1)).to.deep.equal(['rate_limited'])
    const again = await mallory.secondDevice()
    await again.connect()
    // A right one, of a page of his own, clears the row of its passkey and session, and not that of the other.
    const own = await openPage(site, { name: mallory.name })
    expect(claimOf(await again.claim({ pin: pinOf(own) })).state).to.equal('claimed')
    expect(await wrong(1)).to.deep.equal(['rate_limited'])
    for (const code of ['code_invalid', 'code_invalid', 'code_invalid', 'rate_limited'])
      expect(codeOf(await again.claim({ pin: WRONG }))).to.equal(code)
    const third = await mallory.secondDevice()
    await third.connect()
    // The claims of ten minutes, which a right one does not clear, are spent by now.
    expect(codeOf(await third.claim({ pin: WRONG }))).to.equal('rate_limited')
    third.close()
    again.close()

    const pair = await scanned(site)
    await finish(site, pair)
  })

  it('#38 a page that reconnects, reloads or changes node has one browser’s budget of openings', async () => {
    const address = newAddress()
    const browserCookie = newBrowser()
    const codes: (string | null)[] = []
    for (let opened = 0; opened < 14; opened += 1) {
      const page = await new PageDevice(site.url, { address, browserCookie }).connect()
      const body = { pageKey: page.pageKey, purpose: 'replace' as const }
      codes.push(codeOf(await page.send('open', page.message('open', body))))
      page.close()
    }
    expect(codes).to.deep.equal([...Array(12).fill(null), 'rate_limited', 'rate_limited'])
    const neighbour = await openPage(site, { address, browserCookie: newBrowser() })
    await finish(site, await scan(site, neighbour))
  })

  it('#40 contended five times in a row, the victim names the account once and is through', async () => {
    const browserCookie = newBrowser()
    const address = newAddress()
    const alice = await newApprover(site)
    const mallories = await Promise.all([newApprover(site), newApprover(site)])
    const page = await openPage(site, { browserCookie, address })
    const receipts = await Promise.all(mallories.map((one) => one.look(qrOf(page.view))))
    for (const [at, mallory] of mallories.entries()) await mallory.claim(receipts[at]!.body)
    expect(await page.until((view) => view.state === 'burned')).to.include({ endCause: 'second-claimant' })

    const again = await openPage(site, { browserCookie, address, name: alice.name })
    for (let round = 0; round < 4; round += 1) {
      for (const mallory of mallories) {
        expect(codeOf(await mallory.scan(qrOf(again.view)))).to.equal('code_invalid')
      }
    }
    expect(viewOf(await again.state())).to.include({ state: 'open', version: again.opened.version })
    expect((await alice.signIn()).error).to.equal(null)
    await alice.connect()
    const neighbour = await openPage(site, { address, browserCookie: newBrowser() })
    await finish(site, { page: again, approver: alice, claim: claimOf(await alice.scan(qrOf(again.view))) })
    await finish(site, await scan(site, neighbour))
  })

  it('#40 denied and reported ten times, a network is met with a PIN more and is never refused', async () => {
    const address = newAddress()
    const mallories = await Promise.all(Array.from({ length: 5 }, () => newApprover(site)))
    for (const mallory of mallories) {
      const page = await openPage(site, { address })
      const { claimId } = claimOf(await mallory.scan(qrOf(page.view)))
      claimOf(await mallory.deny(claimId, true))
      page.close()
    }
    const page = await openPage(site, { address })
    expect(page.view.reasons).to.include('reported-network')
    await finish(site, await scan(site, page))
    const guest = new SignedInDevice(site.url, { address })
    await guest.signUp(newName())
    expect((await guest.signIn()).error).to.equal(null)
  })

  it('#40 wrong PINs under the victim’s eyes burn no page of the victim', async () => {
    const [alice, mallory] = await Promise.all([newApprover(site), newApprover(site)])
    const page = await openPage(site, { name: alice.name })
    const tabs = await tabsOf(mallory, 4, site.url)
    await Promise.all(tabs.map((tab) => tab.claim({ pin: WRONG })))
    expect(viewOf(await page.state())).to.include({ state: 'open', version: page.opened.version })
    await finish(site, { page, approver: alice, claim: claimOf(await alice.claim({ pin: pinOf(page) })) })
  })

  /** What so many sign-ups are answered, each with an address that the proxy sees and headers of its own. */
  function signUps(
    times: number,
    where: (nth: number) => readonly [string, Record<string, string>],
  ): Promise<(string | null)[]> {
    return Promise.all(
      Array.from({ length: times }, async (_, nth) => {
        const [address, headers] = where(nth + 1)
        const device = new SignedInDevice(site.url, { address })
        Object.assign(device.headers, headers)
        const offer = await device.post('/api/sign-up/options', { name: newName() })
        const { challengeId, options } = offer.body
        const credential = device.authenticator.create(options)
        return (await device.post('/api/sign-up', { challengeId, credential })).error?.code ?? null
      }),
    )
  }
})
