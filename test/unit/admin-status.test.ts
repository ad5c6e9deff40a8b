import { expect } from 'chai'
import { recentOf, statusOf } from '../../server/admin/status.ts'
import type { Alarm, MinuteRow, Status } from '../../shared/admin.ts'

const QUIET: MinuteRow = {
  ...{ agoMs: 0, opened: 0, single: 0, dual: {}, ended: {}, done: 0, refused: {}, locks: {} },
  ...{ wrongPins: 0, codeReuse: 0 },
}
const ago = (minutes: number, counted: Partial<MinuteRow>): MinuteRow => ({
  ...QUIET,
  agoMs: minutes * 60_000,
  ...counted,
})
const alarms = (...kinds: Alarm['kind'][]) => kinds.map((kind) => ({ kind }))
const full = ago(3, { refused: { server_full: 1 } })
const fullBefore = ago(15, { refused: { server_full: 50 } })
const usual = ago(20, { done: 9 })

const CASES: readonly (readonly [string, Status, ReturnType<typeof alarms>, readonly MinuteRow[]])[] = [
  ['nothing happens', 'quiet', [], []],
  ['people recover', 'quiet', [], [ago(1, { done: 50, opened: 60 })]],
  ['nobody has recovered for a while', 'quiet', [], [usual]],
  ['nobody is turned away any more', 'quiet', [], [fullBefore]],
  ['a proxy hides people', 'look', alarms('hidden-network'), []],
  ['the store is new', 'look', alarms('new-store'), []],
  ['places run out', 'look', alarms('nearly-full'), []],
  ['people are turned away, and nobody attacks', 'full', alarms('nearly-full'), [full]],
  ['someone guesses', 'contained', alarms('wrong-pins'), []],
  ['someone copies codes', 'contained', alarms('second-claimants'), []],
  ['people report requests', 'contained', alarms('reports'), []],
  ['old codes are used', 'contained', alarms('code-reuse'), []],
  ['someone floods, and people still recover', 'contained', alarms('refusals'), [usual, ago(1, { done: 1 })]],
  ['someone floods on a quiet day', 'contained', alarms('refusals'), [ago(20, { done: 8 })]],
  ['someone floods, and nobody recovers any more', 'hurting', alarms('refusals'), [usual]],
  ['someone floods, and people are turned away', 'hurting', alarms('refusals', 'nearly-full'), [full]],
  ['a flood that filled all places is over', 'contained', alarms('refusals'), [fullBefore]],
  ['someone guesses while a proxy hides people', 'contained', alarms('wrong-pins', 'hidden-network'), []],
]

describe('the status of the console', () => {
  for (const [when, status, some, minutes] of CASES)
    it(`[A128] is "${status}" when ${when}`, () => {
      expect(statusOf({ alarms: some, minutes, nodeTrouble: false })).to.equal(status)
    })

  it('[A128] is "look" when a node is silent, and an attack is still an attack', () => {
    const trouble = { minutes: [], nodeTrouble: true }
    expect(statusOf({ ...trouble, alarms: [] })).to.equal('look')
    expect(statusOf({ ...trouble, alarms: alarms('refusals') })).to.equal('contained')
  })

  it('tells what was opened and what recovered in the last 15 minutes', () => {
    const minutes = [
      ago(0, { opened: 2 }),
      ago(14.9, { opened: 3, done: 4 }),
      ago(15, { opened: 9, done: 9 }),
    ]
    expect(recentOf(minutes)).to.deep.equal({ opened: 5, done: 4 })
  })
})
