import { type Budget, type Choosable, DAY, MINUTE, SECOND } from './budget.ts'

/** The budgets of the pairing. */
export const PAIRING_BUDGETS = {
  opening: {
    ...{ value: 120, floor: 60, ceiling: 2_000, windowMs: MINUTE, wide: true, per: 'network' },
    why: 'Pages opened: an office behind one address can reload freely, a flood is stopped.',
  },
  'opening-named': {
    ...{ value: 120, floor: 60, ceiling: 2_000, windowMs: MINUTE, wide: true, per: 'network' },
    why: 'Pages opened with an account name, counted separately: a flood of the others leaves this way open.',
  },
  'opening-browser': {
    ...{ value: 12, floor: 6, ceiling: 120, windowMs: MINUTE, per: 'browser' },
    why: 'Pages opened by one browser: someone who keeps reloading takes nothing from their neighbours.',
  },
  look: {
    ...{ value: 50, floor: 1, ceiling: 2_000, windowMs: SECOND, turns: true, wide: true, per: 'network' },
    why: 'QR links checked: protects the server. A secret of 128 bits can’t be guessed.',
  },
  claim: {
    ...{ value: 10, floor: 3, ceiling: 30, windowMs: 10 * MINUTE, guess: true, shared: true, per: 'passkey' },
    why: 'Scans and typed PINs: an honest person needs one or two.',
  },
  'wrong-pin': {
    ...{ value: 5, floor: 3, ceiling: 10, windowMs: 15 * MINUTE, guess: true, shared: true, per: 'passkey' },
    why: 'Wrong PINs in a row: with 40 bits and 5 tries, the chance of a hit is below one in 100 billion.',
  },
  'wrong-pin-day': {
    ...{ value: 20, floor: 5, ceiling: 50, windowMs: DAY, guess: true, shared: true, per: 'passkey' },
    why: 'Wrong PINs in a day: typing right ones in between, from one’s own pages, gives no more guesses.',
  },
} as const satisfies Readonly<Record<string, Budget>>

/** The numbers of its places, and of its risk policy. */
export const PAIRING_THRESHOLDS = {
  'live-per-network': {
    ...{ value: 200, floor: 50, ceiling: 5_000, per: 'network' },
    why: 'Open pages. When full, new ones are refused and none is closed: a flood can’t end an honest page.',
  },
  'live-named': {
    ...{ value: 50, floor: 10, ceiling: 1_000, per: 'network' },
    why: 'More places, for pages with an account name.',
  },
  'live-per-wide-network': {
    ...{ value: 1_000, floor: 200, ceiling: 20_000, per: 'IPv6 /48' },
    why: 'Open pages of one customer, who may own 65,536 networks.',
  },
  'live-per-deployment': {
    ...{ value: 20_000, floor: 2_000, ceiling: 200_000, per: 'deployment' },
    why: 'Open pages in all. One process can hold the connections of 25,000.',
  },
  'live-reserved': {
    ...{ value: 4_000, floor: 500, ceiling: 50_000, per: 'deployment' },
    why: 'The last places, kept for networks that hold none.',
  },
  'busy-pages': {
    ...{ value: 5, floor: 1, ceiling: 50, per: 'network' },
    why: 'With more open pages, a mix-up is likely: PINs on both devices.',
  },
  'busy-openings': {
    ...{ value: 10, floor: 2, ceiling: 120, per: 'network and minute' },
    why: 'With more opened in a minute, someone may be fishing: PINs on both devices.',
  },
} as const satisfies Readonly<Record<string, Choosable>>
