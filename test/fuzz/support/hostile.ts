import fc from 'fast-check'

const odd = [
  ...[
    '',
    ' ',
    '\u0000',
    'a\u0000b',
    '\ud800',
    '\udfff\ud800',
    '\u202eecila',
    '\u200b',
    '\ufeff{}',
    'e\u0301'.repeat(200),
  ],
  ...[
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
    '$where',
    '{{7*7}}',
    '%00',
    '../../etc',
  ],
  ...[
    "'; drop table accounts; --",
    '\r\nset x 1\r\n',
    '<script>',
    'null',
    'NaN',
    '-1',
    '1e999',
    'é'.repeat(2_000),
  ],
  ...[
    'A'.repeat(21),
    'A'.repeat(22),
    'A'.repeat(23),
    'A'.repeat(43),
    'A'.repeat(44),
    'A'.repeat(86),
    '='.repeat(22),
    '💣'.repeat(50),
  ],
]

/** Text of any kind: odd, of every plane, broken halves of characters, long. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...odd),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.integer({ min: 1, max: 7_500 }).map((length) => 'A'.repeat(length)),
)

const hostileNumber: fc.Arbitrary<number> = fc.oneof(
  fc.constantFrom(0, -0, -1, 1.5, 2 ** 31, 2 ** 53, 2 ** 63, 1e308, Number.MIN_VALUE, Number.NaN, Infinity),
  fc.double(),
)

/** Objects that want to be more than data once someone merges, prints or decodes them. */
const trap: fc.Arbitrary<unknown> = fc
  .constantFrom(
    '{"__proto__":{"admin":true}}',
    '{"constructor":{"prototype":{"ok":true}}}',
    '{"toString":1,"valueOf":1}',
    '{"toJSON":"x","then":"y"}',
    '{"_placeholder":true,"num":0}',
    '{"_placeholder":true,"num":-1}',
    '{"length":1000000000}',
    '{"$ne":null}',
    '{"type":"Buffer","data":[1,2,3]}',
    '[[[[[[]]]]]]',
  )
  .map((text) => JSON.parse(text) as unknown)

const deep: fc.Arbitrary<unknown> = fc.integer({ min: 10, max: 1_500 }).map((depth) => nested(depth))

/** Any value that a message can carry, in place of what belongs there. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: hostileText },
  { weight: 2, arbitrary: hostileNumber },
  { weight: 2, arbitrary: fc.constantFrom<unknown>(null, true, false, [], {}, [null], [[]]) },
  { weight: 2, arbitrary: trap },
  { weight: 1, arbitrary: deep },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)) },
  { weight: 1, arbitrary: fc.array(fc.constantFrom<unknown>(1, 'a', null, {}), { maxLength: 1_000 }) },
  { weight: 3, arbitrary: fc.object({ maxDepth: 3, maxKeys: 6 }) },
)

function nested(depth: number): unknown {
  let value: unknown = 1
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { a: value }
  return value
}
