import { type Budget, MINUTE } from './budget.ts'

/** The budgets of recoveries that pages prove by posts, whatever their method. */
export const SLOW_BUDGETS = {
  'page-nonce': {
    ...{ value: 240, floor: 60, ceiling: 6_000, windowMs: MINUTE, wide: true, per: 'network' },
    why: 'Nonces, one before each signed post: an office can wait for several recoveries, a flood is stopped.',
  },
  'page-post': {
    ...{ value: 240, floor: 60, ceiling: 6_000, windowMs: MINUTE, wide: true, per: 'network' },
    why: 'Signed posts, counted before their signature is looked at. What can be guessed has budgets of its own.',
  },
} as const satisfies Readonly<Record<string, Budget>>
