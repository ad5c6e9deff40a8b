import { expect } from 'chai'
import type { LiveCaps, LivePage } from '../../server/methods/pairing/live-pages.ts'
import { eventually } from './eventually.ts'
import type { SeenPages } from './looking-around.ts'
import { randomId } from './sample-pairing.ts'

const LONG = 60_000
const SHORT = 300
const ROOMY: LiveCaps = { perNetwork: 100, perWideNetwork: 100, perDeployment: 1_000, reserved: 0 }

const page = (network: string, wideNetwork: string | null = null): LivePage => ({
  id: randomId(),
  network,
  wideNetwork,
})

/** `open` gives two handles on one empty set; on Redis they are two connections. */
export function describeLivePages(name: string, open: () => Promise<readonly [SeenPages, SeenPages]>) {
  describe(`live pages: ${name}`, () => {
    let pages: SeenPages
    let other: SeenPages
    beforeEach(async () => {
      ;[pages, other] = await open()
    })

    it('[K20] counts over all connections', async () => {
      await pages.admit(page('a'), ROOMY, LONG)
      await other.admit(page('b'), ROOMY, LONG)
      expect([await pages.count(), await other.count()]).to.deep.equal([2, 2])
    })

    it('[K21] refuses a network at its cap, and no other network', async () => {
      const caps = { ...ROOMY, perNetwork: 2 }
      expect(await pages.admit(page('a'), caps, LONG)).to.equal('admitted')
      expect(await pages.admit(page('a'), caps, LONG)).to.equal('admitted')
      expect(await other.admit(page('a'), caps, LONG)).to.equal('network-full')
      expect(await other.admit(page('b'), caps, LONG)).to.equal('admitted')
    })

    it('[K22] refuses a wide network at its cap, whatever its networks hold', async () => {
      const caps = { ...ROOMY, perWideNetwork: 2 }
      await pages.admit(page('a', 'wide'), caps, LONG)
      await pages.admit(page('b', 'wide'), caps, LONG)
      expect(await pages.admit(page('c', 'wide'), caps, LONG)).to.equal('network-full')
      expect(await pages.admit(page('c', 'next'), caps, LONG)).to.equal('admitted')
      expect(await pages.admit(page('d'), caps, LONG)).to.equal('admitted')
    })

    it('[K23] keeps the last places for networks that hold none, and refuses all when none is left', async () => {
      const caps = { ...ROOMY, perDeployment: 3, reserved: 2 }
      expect(await pages.admit(page('a'), caps, LONG)).to.equal('admitted')
      expect(await pages.admit(page('a'), caps, LONG)).to.equal('deployment-full')
      expect(await pages.admit(page('b'), caps, LONG)).to.equal('admitted')
      expect(await pages.admit(page('c'), caps, LONG)).to.equal('admitted')
      expect(await pages.admit(page('d'), caps, LONG)).to.equal('deployment-full')
      expect(await pages.count()).to.equal(3)
    })

    it('[K24] admits a page that is in already, at a full house too, and counts it once', async () => {
      const caps = { ...ROOMY, perNetwork: 1, perDeployment: 1 }
      const first = page('a', 'wide')
      await pages.admit(first, caps, LONG)
      await pages.keep(first, 'claimed', LONG)
      expect(await other.admit(first, caps, LONG)).to.equal('admitted')
      expect(await pages.countByState()).to.deep.equal({ open: 1, claimed: 0, matched: 0, approved: 0 })
      await pages.leave(first)
      expect(await pages.admit(page('a', 'wide'), caps, LONG)).to.equal('admitted')
    })

    it('[P101] gives a page the place of an older one that is not approved, once, and only if that is enough', async () => {
      const caps = { perNetwork: 2, perWideNetwork: 2, perDeployment: 2, reserved: 0 }
      const [first, second, third] = [page('a', 'wide'), page('a', 'wide'), page('a', 'wide')]
      await pages.admit(first, caps, LONG)
      await pages.admit(second, caps, LONG)
      const narrow = { ...caps, perNetwork: 1 }
      expect(await other.admit(third, narrow, LONG, first.id)).to.equal('network-full')
      expect(await pages.countOn('a')).to.equal(2)
      expect(await other.admit(third, caps, LONG, first.id)).to.equal('admitted')
      expect(await pages.admit(page('a', 'wide'), caps, LONG, first.id)).to.equal('network-full')
      expect([await pages.count(), await pages.countOn('a')]).to.deep.equal([2, 2])
      expect(await pages.countByState()).to.include({ open: 2 })
      await pages.keep(third, 'approved', LONG)
      expect(await pages.admit(page('a', 'wide'), caps, LONG, third.id)).to.equal('network-full')
      expect(await pages.admit(page('b'), caps, LONG, third.id)).to.equal('deployment-full')
      expect(await pages.admit(page('b'), caps, LONG, second.id)).to.equal('admitted')
    })

    it('[K25] frees a place when a page leaves, once', async () => {
      const caps = { ...ROOMY, perNetwork: 2, perWideNetwork: 2, perDeployment: 2 }
      const [first, second] = [page('a', 'wide'), page('a', 'wide')]
      await pages.admit(first, caps, LONG)
      await pages.admit(second, caps, LONG)
      await pages.leave(first)
      await pages.leave(first)
      expect(await pages.count()).to.equal(1)
      expect(await pages.admit(page('a', 'wide'), caps, LONG)).to.equal('admitted')
      expect(await pages.admit(page('a', 'wide'), caps, LONG)).to.equal('network-full')
    })

    it('[K26] frees a place when the time of a page is over; being admitted again restarts it', async () => {
      const caps = { ...ROOMY, perNetwork: 2 }
      const renewed = page('a')
      await pages.admit(renewed, caps, SHORT)
      await pages.admit(renewed, caps, LONG)
      await pages.admit(page('a'), caps, SHORT)
      expect(await pages.admit(page('a'), caps, SHORT)).to.equal('network-full')
      await eventually('one page is left', async () => (await pages.count()) === 1)
      expect(await pages.admit(page('a'), caps, LONG)).to.equal('admitted')
      expect(await pages.admit(page('a'), caps, LONG)).to.equal('network-full')
    })

    it('[K27] admits exactly as many of 100 parallel pages as there are places', async () => {
      const caps = { ...ROOMY, perNetwork: 5 }
      const admissions = await Promise.all(
        Array.from({ length: 100 }, (_, turn) => (turn % 2 ? pages : other).admit(page('a'), caps, LONG)),
      )
      expect(admissions.filter((admission) => admission === 'admitted')).to.have.length(5)
      expect(await pages.count()).to.equal(5)
    })

    it('[K28] counts the pages of each network for itself', async () => {
      const [first, second] = [page('a', 'wide'), page('a', 'wide')]
      for (const one of [first, second, page('b', 'wide'), page('c')]) await pages.admit(one, ROOMY, LONG)
      const counts = () => Promise.all(['a', 'b', 'c', 'd', 'wide'].map((network) => other.countOn(network)))
      expect(await counts()).to.deep.equal([2, 1, 1, 0, 0])
      await pages.leave(first)
      expect(await counts()).to.deep.equal([1, 1, 1, 0, 0])
      await pages.keep(second, 'matched', SHORT)
      await eventually('the last page of the network is over', async () => (await other.countOn('a')) === 0)
      expect(await counts()).to.deep.equal([0, 1, 1, 0, 0])
    })

    it('[K29] counts a page in one state at a time: open, and then the one that was noted last', async () => {
      const [first, second] = [page('a'), page('b', 'wide')]
      expect(await other.countByState()).to.deep.equal({ open: 0, claimed: 0, matched: 0, approved: 0 })
      await pages.admit(first, ROOMY, LONG)
      await pages.admit(second, ROOMY, LONG)
      await other.keep(first, 'claimed', LONG)
      expect(await other.countByState()).to.deep.equal({ open: 1, claimed: 1, matched: 0, approved: 0 })
      await pages.keep(first, 'matched', LONG)
      await pages.keep(second, 'approved', LONG)
      expect(await other.countByState()).to.deep.equal({ open: 0, claimed: 0, matched: 1, approved: 1 })
      await pages.keep(first, 'open', LONG)
      await pages.leave(second)
      expect(await other.countByState()).to.deep.equal({ open: 1, claimed: 0, matched: 0, approved: 0 })
    })

    it('[K30] keeps a page for as long from now as is said, longer or shorter than before', async () => {
      const caps = { ...ROOMY, perNetwork: 1, perWideNetwork: 2 }
      const [shortened, prolonged] = [page('a', 'wide'), page('b', 'wide')]
      await pages.admit(shortened, caps, LONG)
      await pages.admit(prolonged, caps, SHORT)
      await other.keep(shortened, 'open', SHORT)
      await other.keep(prolonged, 'claimed', LONG)
      await eventually('the place is free', async () => (await pages.countOn('a')) === 0)
      expect(await pages.count()).to.equal(1)
      expect(await pages.countByState()).to.include({ open: 0, claimed: 1 })
      expect(await pages.admit(page('a', 'wide'), caps, LONG)).to.equal('admitted')
      expect(await pages.admit(page('c', 'wide'), caps, LONG)).to.equal('network-full')
    })

    it('[K31] keeps no page that was never admitted, has left, or is over', async () => {
      const [left, over] = [page('a'), page('a')]
      await pages.admit(left, ROOMY, LONG)
      await pages.leave(left)
      await pages.admit(over, ROOMY, SHORT)
      await eventually('its time is over', async () => (await pages.count()) === 0)
      for (const one of [left, over, page('a')]) await other.keep(one, 'matched', LONG)
      expect(await pages.count()).to.equal(0)
      expect(await pages.countOn('a')).to.equal(0)
      expect((await pages.countByState()).matched).to.equal(0)
    })

    it('[K31] keeps no page whose place went to one on another network', async () => {
      const [first, second] = [page('a', 'wide'), page('b')]
      await pages.admit(first, ROOMY, LONG)
      expect(await other.admit(second, ROOMY, LONG, first.id)).to.equal('admitted')
      await pages.keep(first, 'claimed', LONG)
      expect(await other.countByState()).to.deep.equal({ open: 1, claimed: 0, matched: 0, approved: 0 })
    })
  })
}
