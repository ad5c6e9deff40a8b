import { createGuard, type Guard } from '../../server/limits/guard.ts'
import { type ChosenLimits, limitsOf } from '../../server/limits/numbers.ts'
import { openMemory } from '../../server/stores/memory/open-memory.ts'

/** Tests make more accounts in a second than an office in an hour. */
const WIDE_LIMITS: ChosenLimits = {
  ...{ 'sign-up': 1_000, 'sign-up-options': 6_000, 'sign-in': 10_000, 'step-up': 1_000 },
  ...{ 'sign-in-account': 10_000, 'account-change': 1_000, remedy: 1_000 },
}

/** The limits of a deployment in this process's memory, wide enough for tests, or as the test chooses. */
export function wideGuard(chosen: ChosenLimits = {}): Guard {
  const { limiter } = openMemory()
  return createGuard({
    limiter,
    perNode: limiter,
    tag: (_kind, text) => text,
    newness: () => Number.POSITIVE_INFINITY,
    tally: { count: () => {}, spending: () => {} },
    limits: limitsOf({ ...WIDE_LIMITS, ...chosen }),
    // What is too much is refused at once.
    sleep: async () => {},
  })
}
