import { expect } from 'chai'
import { qrOf, viewOf } from '../support/page-device.ts'
import type { Rekey } from '../support/rekey.ts'
import { claimOf, NOTHING_LOST } from '../support/signed-in-device.ts'
import { siteStores } from '../support/site-stores.ts'
import { commonSite, type Site } from '../support/sites.ts'
import {
  approve,
  codeOf,
  dualClaimed,
  openPage,
  type Pair,
  proveOn,
  register,
  registerOn,
  scan,
} from './scene.ts'

const HOUR = 3_600_000
const PRELOAD = new URL('../support/wrong-clock.mjs', import.meta.url).href

describe('nodes whose clocks are wrong', () => {
  const site = commonSite('shared')
  const stores = siteStores(site)
  /** The page is on a node that is an hour fast, the approver on one that is an hour slow. */
  const wrong = {} as Site
  before(async () => {
    const [fast, slow] = await Promise.all([HOUR, -HOUR].map(startAt))
    Object.assign(wrong, site, { url: fast?.url, otherUrl: slow?.url })
  })
  const pass = ({ page }: Pair, ms: number) => stores.passTime(page.view.pairingId, ms)

  it('let nothing run out early', async () => {
    const pair = await matchedByPin()
    await approve(pair)
    const { newDevice } = await proveOn(await registerOn(onOneAddress(), pair))
    expect(await newDevice.get('/api/session')).to.include({ signedIn: true })
  })

  it('let nothing run out late', async () => {
    const dual = await dualClaimed(onOneAddress())
    await pass(dual, 120_000)
    expect(codeOf(await dual.page.typeReturnPin(dual.claim.returnPin?.pin ?? ''))).to.equal(
      'return_pin_expired',
    )

    const undecided = await scan(onOneAddress(), await openPage(onOneAddress(), { node: wrong.url }))
    await pass(undecided, 240_000)
    expect(codeOf(await undecided.approver.approveOptions(undecided.claim.claimId, NOTHING_LOST))).to.equal(
      'claim_over',
    )

    const unregistered = await approve(
      await scan(onOneAddress(), await openPage(onOneAddress(), { node: wrong.url })),
    )
    await pass(unregistered, 180_000)
    expect(codeOf(await register(unregistered.page, unregistered.approver))).to.equal('pairing_over')
    expect(viewOf(await unregistered.page.state())).to.include({ state: 'expired' })
  })

  it('agree on which QR secret is shown', async () => {
    const { page, approver } = await dualClaimed(onOneAddress())
    viewOf(await page.newCode())
    await pass({ page } as Pair, 65_000)
    expect((await approver.look(qrOf(page.opened, 0), wrong.otherUrl)).error?.code).to.equal('code_invalid')
    expect(viewOf(await page.state()).ageMs).to.be.within(65_000, 95_000)
    expect(claimOf(await approver.scan(qrOf(page.view))).state).to.equal('claimed')
  })

  async function matchedByPin(): Promise<Pair> {
    const pair = await dualClaimed(onOneAddress(), { node: wrong.url })
    viewOf(await pair.page.typeReturnPin(pair.claim.returnPin?.pin ?? ''))
    return pair
  }

  /** Devices know the public address; their sockets go to the nodes with the wrong clocks. */
  function onOneAddress(): Site {
    return { ...wrong, url: site.url }
  }

  async function startAt(shift: number): Promise<Rekey> {
    const env = { NODE_OPTIONS: `--import ${PRELOAD}`, CLOCK_SHIFT_MS: String(shift) }
    const node = await site.start({ env })
    await node.process.printed(new RegExp(`wrong by ${shift / 1_000} s`))
    return node
  }
})
