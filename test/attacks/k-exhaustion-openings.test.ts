import { expect } from 'chai'
import { Redis } from 'ioredis'
import { codeOf, connectedPage, newName, openPage, recovered } from '../protocol/scene.ts'
import { newAddress } from '../support/new-address.ts'
import type { PageDevice } from '../support/page-device.ts'
import { SMALL } from './support/attacked-settings.ts'
import { commonAttackedSite } from './support/attacked-site.ts'
import { expectUnharmed, watchMemory } from './support/unharmed.ts'

/** Of 2,000 places, the last 500 are for networks that hold none. */
const FOR_ANYBODY = 1_500
/** In Redis: the record, its hints and marks, and what counts for its browser. */
const KEYS_OF_A_PAGE = 8
const NETWORKS = 20
const PAGES_OF_EACH = 80

describe('attacks on the places of the deployment', () => {
  const site = commonAttackedSite(SMALL)
  let redis: Redis
  before(() => {
    redis = new Redis(site.redis!.socketPath)
  })
  after(() => redis?.disconnect())

  it('#59d 1,600 openings, hundreds at a time, fill what is there for anybody; every other network still gets in', async function () {
    // 8 s where nothing else runs.
    this.timeout(150_000)
    const grown = watchMemory(site)
    const networks = Array.from({ length: NETWORKS }, () => newAddress())
    const waves = Array.from({ length: PAGES_OF_EACH / 10 }, () =>
      networks.flatMap((one) => Array<string>(10).fill(one)),
    )
    const answers: (string | null)[] = []
    for (const wave of waves) {
      answers.push(...(await openAtOnce(wave)))
    }
    const admitted = answers.filter((code) => code === null).length

    expect(admitted).to.be.within(FOR_ANYBODY - 20, FOR_ANYBODY)
    expect(new Set(answers)).to.deep.equal(new Set([null, 'server_full']))

    // Networks that hold none: all of these recoveries begin and end.
    await Promise.all(Array.from({ length: 5 }, () => recovered(site)))
    const late = await openPage(site, { name: newName() })
    expect(late.view.state).to.equal('open')

    const before = await redis.dbsize()
    expect(before, 'keys').to.be.below(KEYS_OF_A_PAGE * FOR_ANYBODY)
    const more = await openAtOnce(networks.flatMap((one) => Array<string>(5).fill(one)))
    expect(new Set(more)).to.deep.equal(new Set(['server_full']))
    expect(await redis.dbsize(), 'keys after openings that were refused').to.be.at.most(
      before + 2 * more.length,
    )
    expect(grown(), 'MiB').to.be.below(128)
    await expectUnharmed(site)
  })

  it('#59d what a flood leaves in Redis goes by itself', async () => {
    const lasting: string[] = []
    for await (const keys of redis.scanStream({ count: 1_000 })) {
      const times = await Promise.all((keys as string[]).map((key) => redis.pttl(key)))
      lasting.push(...(keys as string[]).filter((_, at) => times[at] === -1))
    }
    expect(lasting).to.deep.equal(['rekey:marker'])
  })

  /** One page for each address, all of them at once. */
  async function openAtOnce(addresses: readonly string[]): Promise<(string | null)[]> {
    return Promise.all(
      addresses.map(async (address) => {
        const page = await connectedPage(site, { address })
        const code = await openCode(page)
        page.close()
        return code
      }),
    )
  }

  async function openCode(page: PageDevice): Promise<string | null> {
    const body = { pageKey: page.pageKey, purpose: 'replace' as const }
    return codeOf(await page.send('open', page.message('open', body)))
  }
})
