import { setTimeout as wait } from 'node:timers/promises'
import { expect } from 'chai'
import { newBrowser, newName, openPage } from '../protocol/scene.ts'
import { newAddress } from '../support/new-address.ts'
import { qrOf } from '../support/page-device.ts'
import { PasskeyDevice } from '../support/passkey-device.ts'
import { bySize } from '../support/size.ts'
import { describeAttacks } from './support/attacked-sites.ts'
import { badNeighbour } from './support/bad-neighbour.ts'
import { personAt, type Recovered, recoverHonestly } from './support/recover-honestly.ts'

/** How long the bad neighbour is at it; longer by hand: `ATTACK_SECONDS=600`. */
const ATTACK_MS = Number(process.env.ATTACK_SECONDS ?? bySize({ short: 4, long: 10, full: 60 })) * 1_000
/** Of one recovery under attack: a limit that is met is met for a minute at most, and twice is bad luck. */
const PATIENCE_MS = 150_000
/** On a busy machine; what waits here for its turn waits for seconds. */
const AT_ONCE_MS = 30_000
/** From one honest person to the next: faster, and they alone would use up what the café may open by name. */
const ONE_AFTER_ANOTHER_MS = 1_000

describeAttacks('a café: everybody behind one address', { inShortRun: null }, (site) => {
  it('30 pages within a minute, five of them honest recoveries at once: all five finish', async function () {
    this.timeout(60_000)
    const address = newAddress()
    const approvers = await Promise.all(Array.from({ length: 5 }, () => personAt(site, address)))
    const strangers = Array.from({ length: 25 }, () =>
      openPage(site, { address, browserCookie: newBrowser() }),
    )
    const recoveries = approvers.map((approver) => recoverHonestly(site, { address, approver }))
    await Promise.all(strangers)
    const done = await Promise.all(recoveries)
    expect(done.map(({ refusals }) => refusals)).to.deep.equal(Array(5).fill([]))
  })

  it('#40 a neighbour who opens, scans, denies, reports and floods: honest people finish each time', async function () {
    this.timeout(ATTACK_MS + 2 * PATIENCE_MS)
    const address = newAddress()
    const neighbour = await badNeighbour(site, address)
    const done: Recovered[] = []
    const until = performance.now() + ATTACK_MS
    try {
      do {
        const cameAt = performance.now()
        const approver = await personAt(site, address)
        const seenBy = neighbour.see
        const how = { address, approver, seenBy, giveUpAfterMs: PATIENCE_MS }
        const recovered = await recoverHonestly(site, how)
        done.push({ ...recovered, ms: performance.now() - cameAt })
        approver.close()
        await wait(ONE_AFTER_ANOTHER_MS)
        // On a slow machine he takes longer to reach his limits, and only then is it an attack.
      } while (performance.now() < until || !neighbour.counts['open: rate_limited'])
    } finally {
      await neighbour.stop()
      if (process.env.ATTACK_SECONDS) console.log(neighbour.counts, summary(done))
    }
    // Nobody waited for the limit of openings to pass: what is refused without a name goes on with one.
    expect(Math.max(...done.map(({ ms }) => ms))).to.be.below(AT_ONCE_MS)
    const scans = Object.keys(neighbour.counts).filter((what) => what.startsWith('scan'))
    expect(scans).to.not.have.length(0)
  })

  it('#40 [L33] one who signs in and looks at links as fast as he is let: others there do both, and wait for seconds', async function () {
    this.timeout(60_000)
    const address = newAddress()
    const alice = await personAt(site, address)
    const { view } = await openPage(site)
    const neighbour = new PasskeyDevice(site.url, { address })
    await neighbour.visit('/approve')
    const madeUp = { pairingId: 'A'.repeat(22), step: 0, secret: 'A'.repeat(22) }
    const floods = [
      { done: 0, ask: () => neighbour.post('/api/sign-in/options', {}) },
      { done: 0, ask: () => neighbour.post('/api/look', madeUp) },
    ]
    let on = true
    const lanes = floods.flatMap((flood) =>
      Array.from({ length: 8 }, async () => {
        for (; on; flood.done += 1) await flood.ask()
      }),
    )
    try {
      while (floods.some(({ done }) => done < 100)) await wait(20)
      for (let time = 0; time < 5; time += 1) {
        expect((await alice.signIn()).error).to.equal(null)
        expect((await alice.look(qrOf(view))).error).to.equal(null)
      }
    } finally {
      on = false
      await Promise.all(lanes)
    }
  })

  it('#40 one who also types names fills his own network only: sign-in there and pages elsewhere go on', async function () {
    this.timeout(90_000)
    const address = newAddress()
    const alice = await personAt(site, address)
    const neighbour = await badNeighbour(site, address, { names: [newName(), newName(), newName()] })
    try {
      while (!neighbour.counts['open by name: rate_limited']) await wait(50)
      // The phone of the same person, on its own network instead of the flooded one.
      const { refusals } = await recoverHonestly(site, { address: newAddress(), approver: alice })
      expect(refusals).to.deep.equal([])
      expect((await alice.signIn()).error).to.equal(null)
    } finally {
      await neighbour.stop()
    }
  })
})

function summary(done: readonly Recovered[]) {
  const times = done.map(({ ms }) => Math.round(ms)).sort((one, other) => one - other)
  const refused = done.flatMap(({ refusals }) => refusals)
  const each = Object.fromEntries(
    [...new Set(refused)].map((why) => [why, refused.filter((x) => x === why).length]),
  )
  return { finished: done.length, median: times[times.length >> 1], worst: times.at(-1), each }
}
