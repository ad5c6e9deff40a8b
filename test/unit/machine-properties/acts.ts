import fc from 'fast-check'
import type { Command } from '../../../server/methods/pairing/machine.ts'
import type { PairingEndCause } from '../../../shared/pairing.ts'

/** Signed-in devices: two accounts with two sessions each, and an attacker. `holder` is whoever holds it. */
export const DEVICES = ['alice laptop', 'alice phone', 'bob laptop', 'bob phone', 'mallory laptop'] as const
export type Device = (typeof DEVICES)[number]
type Who = Device | 'holder'

type Plain = Exclude<Command['type'], 'claim' | 'renew-return-pin' | 'approve' | 'deny'>

/**
 * One thing that someone does. It says what is meant, such as "the current code" or "an earlier claim", and
 * becomes a command with real ids when its turn comes.
 */
export type Act =
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'retry'; readonly back: number }
  | {
      readonly do: 'claim'
      readonly who: Who
      readonly code: 'current' | 'earlier' | 'pin' | 'earlier pin' | 'wrong pin'
      readonly inPagesBrowser: boolean
      readonly marked: boolean
    }
  | {
      readonly do: 'renew-return-pin' | 'approve' | 'deny'
      readonly who: Who
      /** Of the current claim, or of one that is over. */
      readonly claim: 'current' | 'earlier'
      readonly view: 'current' | 'earlier'
    }
  | {
      readonly do: Plain
      /** The right one or another one, of whatever the command is about. */
      readonly right: boolean
      readonly cause: PairingEndCause
      readonly name: 'alice' | 'bob' | 'nobody'
    }

const minute = 60_000
const wait = fc.record({
  do: fc.constant('wait' as const),
  ms: fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 0, max: 40_000 }) },
    { weight: 2, arbitrary: fc.integer({ min: minute, max: 4 * minute }) },
    { weight: 1, arbitrary: fc.constantFrom(10 * minute, 21 * minute, 24 * 60 * minute) },
  ),
})

const retry = fc.record({ do: fc.constant('retry' as const), back: fc.integer({ min: 1, max: 6 }) })

const who = fc.oneof(
  { weight: 3, arbitrary: fc.constant('holder' as const) },
  { weight: 1, arbitrary: fc.constantFrom(...DEVICES) },
)
const mostly = <Usual, Rare>(usual: Usual, ...rare: Rare[]) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...rare) })

const claim = fc.record({
  do: fc.constant('claim' as const),
  who,
  code: mostly(
    'current' as const,
    'earlier' as const,
    'pin' as const,
    'earlier pin' as const,
    'wrong pin' as const,
  ),
  inPagesBrowser: mostly(false, true),
  marked: mostly(false, true),
})

const decision = fc.record({
  do: fc.oneof(
    { weight: 6, arbitrary: fc.constant('approve' as const) },
    { weight: 2, arbitrary: fc.constant('renew-return-pin' as const) },
    { weight: 1, arbitrary: fc.constant('deny' as const) },
  ),
  who,
  claim: mostly('current' as const, 'earlier' as const),
  view: mostly('current' as const, 'earlier' as const),
})

const plain = (...types: Plain[]) =>
  fc.record({
    do: fc.constantFrom(...types),
    right: mostly(true, false),
    cause: fc.constantFrom('denied' as const, 'cancelled' as const, 'replaced-by-newer' as const),
    name: fc.constantFrom('alice' as const, 'bob' as const, 'nobody' as const),
  })

/** Weighted so that about one story in thirty comes to its good end, and the others break off everywhere. */
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 8, arbitrary: claim },
  { weight: 12, arbitrary: decision },
  { weight: 6, arbitrary: plain('return-pin') },
  { weight: 12, arbitrary: plain('set-challenge', 'spend-challenge', 'registered', 'prove') },
  { weight: 5, arbitrary: plain('bind-name', 'new-code', 'resume', 'detach', 'look') },
  { weight: 3, arbitrary: plain('registration-failed') },
  { weight: 1, arbitrary: plain('cancel', 'sealed') },
  { weight: 6, arbitrary: retry },
  { weight: 5, arbitrary: wait },
)

export const acts = fc.array(act, { minLength: 1, maxLength: 40, size: 'max' })
