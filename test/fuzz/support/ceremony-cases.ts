import fc from 'fast-check'
import type { CborValue } from '../../support/cbor.ts'
import { type Mutation, mutation } from './mutation.ts'

/** One thing that is wrong with some bytes; places count around their length. */
export type ByteChange =
  | { readonly do: 'flip'; readonly at: number; readonly by: number }
  | { readonly do: 'insert'; readonly at: number; readonly bytes: Uint8Array }
  | { readonly do: 'cut'; readonly at: number; readonly length: number }
  | { readonly do: 'end'; readonly at: number }
  | { readonly do: 'repeat'; readonly at: number; readonly length: number; readonly times: number }

export type Ceremony = 'sign-up' | 'sign-in' | 'step-up' | 'freeze'

/** One ceremony to be played. `resigned`: the device signs what was changed, as a hostile one would. */
export type CeremonyCase =
  | {
      readonly part: Part
      readonly changes: readonly ByteChange[]
      readonly ceremony: Ceremony
      readonly resigned: boolean
    }
  | {
      readonly part: 'client data fields'
      readonly mutation: Mutation
      readonly ceremony: Ceremony
      readonly resigned: boolean
    }
  | { readonly part: 'attestation fields'; readonly fields: Fields; readonly ceremony: 'sign-up' }

export type Part =
  | 'client data'
  | 'authenticator data'
  | 'attestation object'
  | 'signature'
  | 'user handle'
  | 'id'

/** Members of the attestation object that differ from an honest one. */
export interface Fields {
  readonly fmt?: CborValue
  readonly attStmt?: CborValue
  readonly key?: CborValue
  readonly more?: CborValue
}

/** First bytes of CBOR items that promise more than there is, never end, or nest. */
const HEADS = [
  ...[
    '9bffffffffffffffff',
    'bbffffffffffffffff',
    '5bffffffffffffffff',
    '7bffffffffffffffff',
    '9affffffff',
    'ba7fffffff',
  ],
  ...[
    '9f',
    'bf',
    '5f',
    '7f',
    'ff',
    'f7',
    'f6',
    'fb7ff0000000000000',
    'f97e00',
    'c1',
    'dbffffffffffffffff',
    '1bffffffffffffffff',
  ],
  ...['1c', '3e', '5c', '7e', '9d', 'fc', 'a1a1a1a1', '81'.repeat(400), 'd8'.repeat(50), 'a160'.repeat(200)],
].map((hex) => Buffer.from(hex, 'hex'))

const at = fc.nat({ max: 2_000 })
const byteChange: fc.Arbitrary<ByteChange> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('flip' as const), at, by: fc.integer({ min: 1, max: 255 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('insert' as const),
      at,
      bytes: fc.oneof(fc.constantFrom<Uint8Array>(...HEADS), fc.uint8Array({ minLength: 1, maxLength: 40 })),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('cut' as const), at, length: fc.integer({ min: 1, max: 60 }) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('end' as const), at }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('repeat' as const),
      at,
      length: fc.integer({ min: 1, max: 40 }),
      times: fc.integer({ min: 2, max: 60 }),
    }),
  },
)

const { cbor } = fc.letrec<{ cbor: CborValue }>((tie) => ({
  cbor: fc.oneof(
    { maxDepth: 4 },
    fc.integer({ min: -(2 ** 31), max: 2 ** 32 - 1 }),
    fc.string({ maxLength: 20 }),
    fc.uint8Array({ maxLength: 80 }),
    fc.array(tie('cbor'), { maxLength: 4 }),
    fc
      .array(fc.tuple(fc.oneof(fc.integer({ min: -5, max: 10 }), fc.string({ maxLength: 8 })), tie('cbor')), {
        maxLength: 5,
      })
      .map((entries) => new Map<number | string, CborValue>(entries)),
  ),
}))

/** COSE keys of other kinds, and such as are almost one. */
const coseKey = fc
  .array(
    fc.tuple(
      fc.constantFrom(1, 3, -1, -2, -3, 2, 4, -70_000),
      fc.oneof(
        fc.constantFrom<CborValue>(1, 2, 3, -7, -8, -257, -65_535, 6, 0),
        fc.uint8Array({ maxLength: 70 }),
        cbor,
      ),
    ),
    { maxLength: 7 },
  )
  .map((entries) => new Map<number | string, CborValue>(entries))

const fields: fc.Arbitrary<Fields> = fc.record(
  {
    fmt: fc.oneof(
      fc.constantFrom<CborValue>(
        'none',
        'packed',
        'fido-u2f',
        'tpm',
        'apple',
        'android-key',
        'android-safetynet',
        '__proto__',
      ),
      cbor,
    ),
    attStmt: fc.oneof(
      cbor,
      fc
        .dictionary(fc.constantFrom('alg', 'sig', 'x5c', 'ver', 'pubArea', 'certInfo', 'response'), cbor)
        .map((entries) => new Map<number | string, CborValue>(Object.entries(entries))),
    ),
    key: fc.oneof(coseKey, cbor),
    more: cbor,
  },
  { requiredKeys: [] },
)

const ceremony = fc.constantFrom<Ceremony>('sign-up', 'sign-in', 'step-up', 'freeze')
const resigned = fc.boolean()

export const ceremonyCases: fc.Arbitrary<CeremonyCase> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      part: fc.constantFrom<Part>(
        'client data',
        'authenticator data',
        'attestation object',
        'signature',
        'user handle',
        'id',
      ),
      changes: fc.array(byteChange, { minLength: 1, maxLength: 3 }),
      ceremony,
      resigned,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ part: fc.constant('client data fields' as const), mutation, ceremony, resigned }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      part: fc.constant('attestation fields' as const),
      fields,
      ceremony: fc.constant('sign-up' as const),
    }),
  },
)

/** The bytes with that wrong about them. */
export function changeBytes(bytes: Buffer, changes: readonly ByteChange[]): Buffer {
  return changes.reduce(changeOnce, bytes)
}

function changeOnce(bytes: Buffer, change: ByteChange): Buffer {
  const at = bytes.length === 0 ? 0 : change.at % bytes.length
  const [before, after] = [bytes.subarray(0, at), bytes.subarray(at)]
  if (change.do === 'end') return before
  if (change.do === 'insert') return Buffer.concat([before, change.bytes, after])
  if (change.do === 'cut') return Buffer.concat([before, after.subarray(change.length)])
  if (change.do === 'repeat') {
    const part = after.subarray(0, change.length)
    return Buffer.concat([before, ...Array<Buffer>(change.times).fill(part), after])
  }
  return Buffer.concat([before, Buffer.of((after[0] ?? 0) ^ change.by), after.subarray(1)])
}
