import { expect } from 'chai'
import { bySize } from '../support/size.ts'
import { type Outcome, recovering } from './support/recovering.ts'
import { SCENES, type Scene } from './support/scenes.ts'
import { Chance, Timeline } from './support/timeline.ts'
import { createWorld } from './support/world.ts'

const SEED = 20_260_101
const DAY_MS = 24 * 3_600_000
/** Of thirty; the figures of docs/spec/limits.md are those of all: `TEST_SIZE=full npm test -- fuzz`. */
const DAYS = bySize({ short: 15, long: 15, full: 30 })

interface Played {
  readonly scene: string
  readonly outcomes: readonly Outcome[]
  readonly locks: number
}

/** Days of a scene, on a deployment of its own. */
async function play({ name, plan }: Scene, env?: Readonly<Record<string, string>>): Promise<Played> {
  const chance = new Chance(SEED)
  const timeline = new Timeline(0)
  const world = createWorld(timeline.now, env)
  const within = plan(chance).filter(({ at }) => at < DAYS * DAY_MS)
  const outcomes = within.map((planned) => {
    const outcome: Outcome = { finished: false, again: 0, reasons: [], refusals: [], returnPin: false }
    timeline.add(planned.at, recovering(world, chance, timeline.now, planned.plan, outcome))
    return outcome
  })
  await timeline.run()
  const locks = [...world.counts].filter(([word]) => word.startsWith('lock.'))
  return { scene: name, outcomes, locks: locks.reduce((sum, [, times]) => sum + times, 0) }
}

/** Those who are asked for a second PIN although they scanned: who types a PIN has chosen that way. */
function escalated({ outcomes }: Played): readonly Outcome[] {
  return outcomes.filter(({ reasons }) => reasons.some((reason) => reason !== 'pin-way'))
}

function share(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(1)} %`
}

function row(played: Played): string {
  const { scene, outcomes, locks } = played
  const reasons = new Map<string, number>()
  for (const { reasons: found } of escalated(played)) {
    for (const reason of found) if (reason !== 'pin-way') reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
  }
  const each = [...reasons].map(([reason, times]) => `${reason} ${share(times, outcomes.length)}`).join(', ')
  const twice = outcomes.filter(({ again }) => again > 0).length
  const columns = [scene, outcomes.length, share(escalated(played).length, outcomes.length), each || 'none']
  return `      | ${[...columns, share(twice, outcomes.length), locks].join(' | ')} |`
}

describe('days of honest traffic', () => {
  /** The share that may be asked for PINs on both devices; what was measured stands in docs/spec/limits.md. */
  const most: Readonly<Record<string, number>> = {
    'home: two people, one address': 0.05,
    'office: 200 people, one address': 0.12,
    'café: strangers, one address': 0.05,
    'training room: 12 people in 10 minutes, one address': 0.95,
    'page on Wi-Fi, phone on mobile data, with a place file': 0.15,
    'page on mobile data: one address for thousands': 0.1,
    'page on IPv6, phone on IPv4, one household': 0.01,
    'home: page loaded 2 to 7 times': 0.01,
    'home: other tabs, connection lost 1 to 4 times': 0.01,
  }

  before(() => console.log('      | scene | recoveries | dual | by reason | began again | locks |'))

  for (const scene of SCENES) {
    it(`${scene.name}: all finish, nobody is locked, and few are asked for more`, async function () {
      this.timeout(60_000)
      const played = await play(scene)
      console.log(row(played))
      expect(played.outcomes.filter(({ finished }) => !finished)).to.deep.equal([])
      expect(played.locks).to.equal(0)
      expect(played.outcomes.flatMap(({ refusals }) => refusals)).to.not.include('locked')
      expect(escalated(played).length / played.outcomes.length).to.be.at.most(most[scene.name] ?? 0)
    })
  }

  it('ON_CONTENTION=lock, LOCK_ON=claims locks none of them', async function () {
    this.timeout(120_000)
    for (const scene of SCENES.slice(0, 4)) {
      const played = await play(scene, { ON_CONTENTION: 'lock' })
      expect(played.outcomes.filter(({ finished }) => !finished)).to.deep.equal([])
      expect(played.locks, scene.name).to.equal(0)
    }
  })

  // In a training room this setting would lock nearly everybody again and again: it is not made for one.
  for (const scene of SCENES.slice(0, 3)) {
    it(`ON_CONTENTION=lock, LOCK_ON=requests, ${scene.name}: some are locked, and finish after it`, async function () {
      this.timeout(60_000)
      const played = await play(scene, { ON_CONTENTION: 'lock', LOCK_ON: 'requests' })
      console.log(row(played))
      expect(played.outcomes.filter(({ finished }) => !finished)).to.deep.equal([])
      expect(played.locks).to.be.above(0)
    })
  }
})
