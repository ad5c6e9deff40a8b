import type { LimitRule } from '../ports/limiter.ts'
import type { LiveCaps } from '../ports/live-pages.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** A budget for a network, and a larger one for the IPv6 /48 around it. */
export interface NetworkRule {
  readonly own: LimitRule
  readonly wide: LimitRule
}

/** One customer may own 65,536 /64s, a phone has one of its own: between the two lies this factor. */
const WIDE_TIMES = 5

function rule(name: string, points: number, windowMs: number): LimitRule {
  return { name, points, windowMs }
}

function networkRule(name: string, points: number, windowMs: number): NetworkRule {
  return {
    own: rule(name, points, windowMs),
    wide: rule(`${name}-wide`, points * WIDE_TIMES, windowMs),
  }
}

/** Every budget of the product: points per window. Given at composition. */
export const LIMITS = {
  /** Openings of pairings: an office behind one address reloads freely, a flood stops. */
  opening: networkRule('opening', 120, MINUTE),
  /** Socket connections: an office of 200 that regains its network comes back at once, with two tabs each. */
  connecting: networkRule('connecting', 600, MINUTE),
  /** Resumes: a whole office that loses and regains its network at once comes back. */
  resuming: networkRule('resuming', 240, MINUTE),
  /** Looks at QR links: a secret of 128 bit needs no budget, our work does. */
  look: networkRule('look', 60, MINUTE),
  /** Reuses of one code that are written down: whoever has it shall not fill the Activity of its account. */
  codeReuse: rule('code-reuse', 3, HOUR),

  /** Claims: an honest person needs one or two. */
  claim: rule('claim', 10, 10 * MINUTE),
  /** Wrong PINs in a row: with 40 bit and 5 tries a guess stays below one in 10^11. */
  wrongPin: rule('wrong-pin', 5, 15 * MINUTE),
  /** Wrong PINs of a day: right ones in between, of pages one opens oneself, buy no more guesses. */
  wrongPinDay: rule('wrong-pin-day', 20, DAY),
  /** Wrong PINs of a network: only counted, never refused, and answered with SLOW_DOWN. */
  networkWrongPin: rule('network-wrong-pin', Number.MAX_SAFE_INTEGER, 15 * MINUTE),
  /** Recoveries, counted when done: more in a day is somebody losing a fight. */
  recovery: rule('recovery', 2, DAY),

  /** New accounts: a family or a training room, not a farm. */
  signUp: networkRule('sign-up', 10, HOUR),
  /**
   * Sign-in options: fetched with every page view of sign-in, for its autofill. Far above what an office does,
   * for the only thing that it spares is our work: a stranger behind the same address must not shut a door.
   */
  signIn: networkRule('sign-in', 300, MINUTE),
  /** Options for a new account: one at every pause in typing a name. */
  signUpOptions: networkRule('sign-up-options', 60, MINUTE),
  /** Assertions that fail, per network and account: no guessing helps here, so this spares our work. */
  assertion: rule('assertion', 20, 15 * MINUTE),
  /** Step-ups: a dialog fetches a new one every 45 s and at each change of mind; sessions get stolen. */
  stepUp: rule('step-up', 30, 5 * MINUTE),
} as const

export type Limits = typeof LIMITS

/** How long an answer to a PIN waits when its network has sent wrong ones: 1, 2, 4, then 8 s. */
export const SLOW_DOWN = { firstMs: SECOND, mostMs: 8 * SECOND } as const

/** Live pages. Full is refused, nothing is evicted: a flood cannot end an honest page. */
export const LIVE_CAPS: LiveCaps = {
  perNetwork: 200,
  perWideNetwork: 1_000,
  perDeployment: 20_000,
  reserved: 4_000,
}

/** Commands of one socket. */
export const SOCKET_BUCKET = { perSecond: 5, burst: 10 } as const

/** Packets of one connection: a burst in each of three namespaces, and what Socket.IO sends by itself. */
export const PACKET_BUCKET = { perSecond: 20, burst: 40 } as const
