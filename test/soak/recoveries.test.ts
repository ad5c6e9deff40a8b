import { expect } from 'chai'
import { LIFETIMES } from '../../server/methods/pairing/lifetimes.ts'
import { heapMb } from '../support/heap-mb.ts'
import { bySize } from '../support/size.ts'
import { Owner } from './support/owner.ts'
import { AUDIT_DAYS, type SoakSite, soakEmbedded, soakShared } from './support/soak-site.ts'

/** Recoveries in all, for each set of stores. */
const RECOVERIES = bySize({ short: 120, long: 400, full: 5_000 })
const MINUTE = 60_000
const DAY = 1_440 * MINUTE

/** The dense part: for so long, so that the first records are long gone in the middle of it. */
const DENSE = { recoveries: Math.round(RECOVERIES * 0.75), ms: 60 * MINUTE, steps: 60 }
/** The thin part: over months, for what is kept for days. */
const THIN = { recoveries: RECOVERIES - DENSE.recoveries, ms: 120 * DAY, steps: 120 }

/** A record lives from its opening to its end, which is no time here, and is remembered for a while. */
const RECORD_MS = LIFETIMES.remembered

for (const [title, open] of [
  ['embedded', soakEmbedded],
  ['on Redis and PostgreSQL', soakShared],
] as const) {
  describe(`${RECOVERIES} recoveries, with time moved, ${title}`, function () {
    this.timeout(3_600_000)
    let site: SoakSite
    const owners: Owner[] = []
    let turn = 0
    let passed = 0
    /** When each recovery was done, by a clock that counts the time that passed and the time that was moved. */
    const doneAt: number[] = []
    const clock = () => performance.now() + passed
    before(async () => {
      site = await open()
      // Two recoveries a day are let, and each account's come far enough apart to be no contention.
      for (let nth = 0; nth < Math.max(Math.ceil(DENSE.recoveries / 2), 1); nth += 1)
        owners.push(await Owner.signUp(site.url, `owner ${nth}`))
      await site.pass(DAY)
    })
    after(() => site?.close())

    /** Spreads recoveries evenly over the time; `look` sees each step. */
    async function play(part: typeof DENSE, look: (step: number) => Promise<void>): Promise<void> {
      for (let step = 1, done = 0; step <= part.steps; step += 1) {
        for (; done < (part.recoveries * step) / part.steps; done += 1) {
          await owners[turn % owners.length]!.recover()
          turn += 1
          doneAt.push(clock())
        }
        await look(step)
        await site.pass(part.ms / part.steps)
        passed += part.ms / part.steps
        await site.sweep()
      }
    }

    it('[K172] hold as many records, words, keys and marks as come in their lifetime, and no more', async () => {
      const seen: (Record<string, number> & { inLifetime: number })[] = []
      const heaps: number[] = []
      await play(DENSE, async (step) => {
        if (step < 25 || step % 5 !== 0) return
        const held = await site.held()
        const inLifetime = doneAt.filter((at) => at > clock() - RECORD_MS).length
        seen.push({ ...held, inLifetime })
        heaps.push(heapMb())
      })
      console.log(`      ${table(seen)}\n      heap ${heaps.join(' ')} MB`)
      const aStep = DENSE.recoveries / DENSE.steps
      for (const { records, words, inLifetime } of seen) {
        expect(records).to.be.within(inLifetime - aStep, inLifetime + aStep)
        expect(words).to.be.at.most(3 * (inLifetime + aStep))
      }
      for (const what of ['words', 'hints', 'marks', 'live pages'])
        expectFlat(
          seen.map((held) => held[what] ?? 0),
          what,
        )
      expect(heaps.at(-1)! - heaps[0]!, 'MB of heap').to.be.lessThan(MOST_MORE_MB)
    })

    it('[S126] hold no more rows, keys and heap after four months than after two', async () => {
      await site.pass((AUDIT_DAYS + 8) * DAY)
      await site.sweep()
      const seen: Record<string, number>[] = []
      const heaps: number[] = []
      await play(THIN, async (step) => {
        if (step < 60 || step % 15 !== 0) return
        const { accounts: _, meta: _meta, credentials: _kept, ...rows } = await site.rows()
        seen.push({ ...rows, ...(await site.held()) })
        heaps.push(heapMb())
      })
      console.log(`      ${table(seen)}\n      heap ${heaps.join(' ')} MB`)
      for (const what of Object.keys(seen[0]!))
        expectFlat(
          seen.map((held) => held[what] ?? 0),
          what,
        )
      const inRetention = (THIN.recoveries * AUDIT_DAYS * DAY) / THIN.ms
      const aStep = Math.max(1, THIN.recoveries / THIN.steps)
      const atMost = inRetention + 2 * aStep
      for (const { recoveries, sessions, audit, keys } of seen) {
        expect(recoveries).to.be.within(inRetention - 2 * aStep, atMost)
        // The owner signs in anew once a month, and the new device each time.
        expect(sessions).to.be.at.most(2 * atMost)
        expect(audit).to.be.within(5 * (inRetention - 2 * aStep), AUDITED * atMost)
        // Of a day and more ago nothing is counted.
        expect(keys).to.be.at.most(24 * aStep)
      }
      expect(heaps.at(-1)! - heaps[0]!, 'MB of heap').to.be.lessThan(MOST_MORE_MB)
    })
  })
}

/** Entries that a recovery leaves in the audit, two sign-ins and the passkey before it included. */
const AUDITED = 10

/** What lies between two measurements of the same, with devices and servers in one process. */
const MOST_MORE_MB = 12

/** Flat: no later count is much above the first. */
function expectFlat(counts: readonly number[], what: string): void {
  const [first = 0] = counts
  expect(Math.max(...counts), `${what}: ${counts.join(' ')}`).to.be.at.most(first * 1.15 + 12)
}

function table(seen: readonly Record<string, number>[]): string {
  return Object.keys(seen[0] ?? {})
    .map((what) => `${what} ${seen.map((held) => held[what]).join(' ')}`)
    .join('\n      ')
}
