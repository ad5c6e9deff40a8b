import fc from 'fast-check'
import { bySize } from '../../support/size.ts'

/** Printed, so that a failure can be seen again: `FUZZ_SEED=1234 npm test -- fuzz`. */
const SEED = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31)
const LANES = 6

interface Fuzzing<Case> {
  readonly what: string
  /** How many of them in the full run, and within `npm test`. */
  readonly full: number
  readonly quick: number
  readonly cases: fc.Arbitrary<Case>
  /** Played first in each lane, for what a few hundred random cases may leave out. */
  readonly always?: readonly Case[]
  /** Opens one of the lanes that run beside each other; each has devices of its own. */
  readonly openLane: (lane: number) => Promise<Lane<Case>>
}

export interface Lane<Case> {
  play(one: Case): Promise<void>
  close(): void | Promise<void>
}

/** How long a test of so many cases may take. */
export const FUZZ_TIMEOUT_MS = bySize({ short: 240_000, long: 570_000, full: 570_000 })

/** Plays the cases in lanes beside each other. What fails is told with its seed and as it was. */
export async function fuzz<Case>(fuzzing: Fuzzing<Case>): Promise<void> {
  const { what, full, quick, cases, always = [], openLane } = fuzzing
  const count = bySize({ short: quick, long: Math.ceil(full / 4), full })
  console.log(`      ${count} ${what}, FUZZ_SEED=${SEED}`)
  const lanes = Array.from({ length: LANES }, async (_, number) => {
    const lane = await openLane(number)
    const property = fc.asyncProperty(cases, (one) => lane.play(one))
    try {
      // Against a server that remembers, what is cut down is another case: so it is told as it was.
      const how = { seed: SEED + number, numRuns: Math.ceil(count / LANES), endOnFailure: true }
      await fc.assert(property, {
        ...how,
        examples: always.map((one) => [one]),
        interruptAfterTimeLimit: FUZZ_TIMEOUT_MS - 20_000,
        markInterruptAsFailure: true,
      })
    } finally {
      await lane.close()
    }
  })
  const results = await Promise.allSettled(lanes)
  const failed = results.find((result) => result.status === 'rejected')
  if (failed) throw failed.reason
}
