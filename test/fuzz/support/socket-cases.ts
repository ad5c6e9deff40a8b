import fc from 'fast-check'
import { hostileText, hostileValue } from './hostile.ts'
import { type Mutation, mutation } from './mutation.ts'
import { APPROVE_COMMANDS, LOST_COMMANDS, type LostCommand } from './socket-messages.ts'
import { type SceneState, STATES } from './socket-scene.ts'

/** How a message is sent: as it should be, or with something wrong about its arguments. */
export type Way =
  | 'asked'
  | 'no acknowledgement'
  | 'two payloads'
  | 'no payload'
  | 'acknowledgement that is none'

/** One message to be played. */
export type SocketCase =
  | { side: 'page'; state: SceneState; command: LostCommand; inside: boolean; mutation: Mutation; way: Way }
  | { side: 'page text'; state: SceneState; command: LostCommand; text: string }
  | {
      side: 'approver'
      state: SceneState
      command: (typeof APPROVE_COMMANDS)[number]
      mutation: Mutation
      way: Way
    }
  | { side: 'word'; state: SceneState; word: Word; text: string }
  | { side: 'frame'; state: SceneState; frame: string; binary: boolean }
  | { side: 'event'; state: SceneState; event: string; by: unknown }

const state = fc.constantFrom(...STATES)
const way = fc.oneof(
  { weight: 12, arbitrary: fc.constant<Way>('asked') },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Way>(
      'no acknowledgement',
      'two payloads',
      'no payload',
      'acknowledgement that is none',
    ),
  },
)
/** Text that people type goes further than anything else: past the parsers, to codes, names and stores. */
const WORDS = ['name at opening', 'name for a PIN', 'return PIN', 'PIN', 'receipt', 'transport'] as const
export type Word = (typeof WORDS)[number]

const command = fc.constantFrom(...LOST_COMMANDS)

/** Whole packets of Socket.IO with something wrong in them, and what is none. */
const frame = fc.oneof(
  fc.constantFrom(
    ...[
      '',
      '0',
      '1',
      '2',
      '3',
      '4',
      '42',
      '43/lost,0[]',
      '42/lost,',
      '42/lost,{}',
      '42/lost,["state"',
      '42/lost,[]',
    ],
    ...['42/lost,1[]', '42/lost,["state",{}]', '42/lost,[1]', '42/lost,[null]', '42/lost,["__proto__",{}]'],
    ...['451-/lost,["state",{"_placeholder":true,"num":0}]', '4599999999-/lost,["state"]', '45-1-/lost,[]'],
    ...['42/lost,99999999999999999999["state",{}]', '40/lost,{"v":1}', '41/lost,', '44/lost,{}', '40/admin,'],
    ...[
      `42/lost,["state",${'['.repeat(3_000)}`,
      `42/lost,["state",${'{"a":'.repeat(1_500)}1`,
      '6',
      '9',
      'b4AAAA',
    ],
  ),
  hostileText.map((text) => `42/lost,1${text}`),
  hostileText.map((text) => `42/lost,1["state",${JSON.stringify(text)}]`),
  hostileText,
)

export const socketCases: fc.Arbitrary<SocketCase> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      side: fc.constant('page' as const),
      state,
      command,
      inside: fc.boolean(),
      mutation,
      way,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ side: fc.constant('page text' as const), state, command, text: jsonLike() }),
  },
  {
    weight: 7,
    arbitrary: fc.record({
      side: fc.constant('approver' as const),
      state,
      command: fc.constantFrom(...APPROVE_COMMANDS),
      mutation,
      way,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      side: fc.constant('word' as const),
      state,
      word: fc.constantFrom(...WORDS),
      text: fc.oneof(hostileText, fc.string({ unit: 'grapheme', minLength: 3, maxLength: 30 })),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ side: fc.constant('frame' as const), state, frame, binary: fc.boolean() }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      side: fc.constant('event' as const),
      state,
      event: hostileText,
      by: hostileValue,
    }),
  },
)

function jsonLike(): fc.Arbitrary<string> {
  return fc.oneof(
    hostileText,
    fc.json({ maxDepth: 6 }),
    fc.constantFrom(
      '',
      '{',
      '[',
      'null',
      '"',
      '{"pin":1,"pin":"1234567"}',
      '\ufeff{}',
      `${'['.repeat(6_000)}`,
      '{}{}',
    ),
    hostileText.map((text) => JSON.stringify({ pin: text, name: text, pairingId: text, pageKey: text })),
  )
}
