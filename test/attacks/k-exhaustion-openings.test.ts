import { expect } from 'chai'
import { Redis } from 'ioredis'
import { codeOf, connectedPage, newName, openPage, recovered } from '../protocol/scene.ts'
import { newAddress } from '../support/new-address.ts'
import { bySize } from '../support/size.ts'
import { SMALL } from './support/attacked-settings.ts'
import { describeAttacks } from './support/attacked-sites.ts'
import { expectUnharmed, watchMemory } from './support/unharmed.ts'

/** Of 2,000 places, the last 500 are for networks that hold none. */
const FOR_ANYBODY = 1_500
/** In Redis: the record, its hints and marks, and what counts for its browser. */
const KEYS_OF_A_PAGE = 8
/** As many pages of a network as may connect within a second. */
const PAGES_OF_EACH = 50
const NETWORKS = 40
/**
 * Networks whose pages all open at the same moment; nothing else running, all 40 can (`TEST_SIZE=full`). All have to
 * connect within 5 s, or the first are closed for their silence.
 */
const NETWORKS_AT_ONCE = bySize({ short: NETWORKS / 4, long: NETWORKS / 2, full: NETWORKS })
/** That one node may grow by. Where all come at once, the collector comes later. */
const MOST_MIB = NETWORKS_AT_ONCE === NETWORKS ? 192 : 128
const AT_ONCE = (NETWORKS_AT_ONCE * PAGES_OF_EACH).toLocaleString('en')

const small = { inShortRun: null, env: SMALL } as const

describeAttacks('attacks on the places of the deployment', small, (site, onlyShared) => {
  let redis: Redis | null = null
  before(() => {
    redis = site.redis && new Redis(site.redis.socketPath)
  })
  after(() => redis?.disconnect())

  it(`#59d 2,000 openings, ${AT_ONCE} in one moment, fill what is there for anybody; every other network gets in`, async function () {
    this.timeout(150_000)
    const grown = watchMemory(site)
    const networks = Array.from({ length: NETWORKS }, () => newAddress())
    const answers: (string | null)[] = []
    for (let from = 0; from < NETWORKS; from += NETWORKS_AT_ONCE) {
      const some = networks.slice(from, from + NETWORKS_AT_ONCE)
      answers.push(...(await openAtOnce(some.flatMap((one) => Array<string>(PAGES_OF_EACH).fill(one)))))
    }
    const admitted = answers.filter((code) => code === null).length

    // A network that comes late still gets its first page.
    expect(admitted).to.be.within(FOR_ANYBODY - 20, FOR_ANYBODY + NETWORKS)
    expect(new Set(answers)).to.deep.equal(new Set([null, 'server_full']))

    // Networks that hold none: all of these recoveries begin and end.
    await Promise.all(Array.from({ length: 5 }, () => recovered(site)))
    const late = await openPage(site, { name: newName() })
    expect(late.view.state).to.equal('open')

    const before = await redis?.dbsize()
    if (before !== undefined) expect(before, 'keys').to.be.below(KEYS_OF_A_PAGE * FOR_ANYBODY)
    const more = await openAtOnce(networks.flatMap((one) => Array<string>(3).fill(one)))
    expect(new Set(more)).to.deep.equal(new Set(['server_full']))
    if (redis && before !== undefined)
      expect(await redis.dbsize(), 'keys after refusals').to.be.at.most(before + 2 * more.length)
    expect(grown(), 'MiB').to.be.below(MOST_MIB)
    await expectUnharmed(site)
  })

  onlyShared('Redis', '#59d what a flood leaves in Redis goes by itself', async () => {
    const lasting: string[] = []
    const client = redis!
    for await (const keys of client.scanStream({ count: 1_000 })) {
      const times = await Promise.all((keys as string[]).map((key) => client.pttl(key)))
      lasting.push(...(keys as string[]).filter((_, at) => times[at] === -1))
    }
    expect(lasting).to.deep.equal(['rekey:{risk}:marker'])
  })

  /** One page for each address. None says a word before all are connected, and then all open at once. */
  async function openAtOnce(addresses: readonly string[]): Promise<(string | null)[]> {
    const pages = await Promise.all(addresses.map((address) => connectedPage(site, { address })))
    const openings = pages.map((page) => page.message('open', { pageKey: page.pageKey, purpose: 'replace' }))
    const answers = await Promise.all(pages.map((page, place) => page.send('open', openings[place])))
    for (const page of pages) page.close()
    return answers.map(codeOf)
  }
})
