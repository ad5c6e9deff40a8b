import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import { MOST_KEYS } from '../../server/stores/memory/limiter.ts'
import { MOST_INDEXES, MOST_PAIRINGS } from '../../server/stores/memory/pairing-store.ts'
import { Owner } from '../soak/support/owner.ts'
import { type SoakSite, soakEmbedded, soakShared } from '../soak/support/soak-site.ts'

const STEP_S = 30
const HOUR_S = 3_600
const DAY_S = 24 * HOUR_S
/** What Docker Compose gives to Redis. */
const REDIS_BYTES = 256 * 2 ** 20

/** The last column of a row of the table in docs/spec/limits.md: recoveries a second. */
function told(what: string): number {
  const text = readFileSync(new URL('../../docs/spec/limits.md', import.meta.url), 'utf8')
  const table = text.split('<!-- carries -->')[1]?.split('<!-- end -->')[0] ?? ''
  const row = table.split('\n').find((line) => line.startsWith(`| ${what} `))
  return Number(row?.split('|').at(-2))
}

async function recoverOnce(site: SoakSite): Promise<void> {
  const owner = await Owner.signUp(site.url, 'alice')
  // What the sign-up left is gone.
  await site.pass(DAY_S * 1_000)
  await owner.recover()
}

describe('the rate that the stores carry, as docs/spec/limits.md tells it', function () {
  this.timeout(30_000)
  let site: SoakSite
  afterEach(() => site?.close())

  it('[K173] in memory: how much one recovery leaves, and for how long', async () => {
    site = await soakEmbedded()
    await recoverOnce(site)
    const seconds: Record<string, number> = {}
    for (let passed = 0; passed < DAY_S + HOUR_S; ) {
      const held = await site.held()
      const step = passed < HOUR_S ? STEP_S : HOUR_S
      for (const [what, count] of Object.entries(held)) seconds[what] = (seconds[what] ?? 0) + count * step
      await site.pass(step * 1_000)
      passed += step
    }
    expect(Object.values(await site.held()).every((count) => count === 0)).to.equal(true)
    const rates = {
      'counted keys in memory': MOST_KEYS / seconds.keys!,
      'index words in memory': MOST_INDEXES / seconds.words!,
      'records in memory': MOST_PAIRINGS / seconds.records!,
    }
    for (const [what, rate] of Object.entries(rates)) {
      expect(told(what), `${what}: ${rate}`).to.be.within(rate * 0.9, rate * 1.02)
    }
  })

  it('[K173] in Redis: how many bytes one recovery leaves, and for how long', async () => {
    site = await soakShared()
    await recoverOnce(site)
    const rate = REDIS_BYTES / (await site.byteSeconds())
    expect(told('Redis, 256 MB'), `${rate}`).to.be.within(rate * 0.75, rate)
  })
})
