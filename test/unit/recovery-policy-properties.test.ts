import { expect } from 'chai'
import fc from 'fast-check'
import {
  areEnough,
  type Circumstances,
  type ProofMethod,
  type Verdict,
  verdictOn,
  whatAPauseLinkDoes,
  whatAStopDoes,
} from '../../server/recovery/policy.ts'
import { around, DAY, HOUR, OLD, paused, proof } from './recovery-policy/proofs.ts'

const RUNS = 2_000

const METHODS: readonly ProofMethod[] = [
  'backup-code',
  'email',
  'mailed-case',
  'contact',
  'assisted',
  'enrolment',
  'operator',
  'pairing',
]
const method = fc.constantFrom(...METHODS)
const held = fc.constantFrom<ProofMethod>('backup-code', 'email', 'mailed-case', 'assisted')
const hour = fc.integer({ min: 0, max: 400 })
const since = fc.constantFrom(OLD, -DAY)
const proofs = fc.array(
  fc.tuple(method, hour, since).map((given) => proof(...given)),
  { maxLength: 5 },
)
const pauses = fc
  .tuple(fc.option(hour, { nil: null }), fc.option(hour, { nil: null }))
  .map(([byPasskey, byMail]) => [
    ...(byPasskey === null ? [] : [paused('passkey', byPasskey)]),
    ...(byMail === null ? [] : [paused('mail', byMail)]),
  ])
const surroundings = fc.record({
  level: fc.constantFrom('hold', 'aal2'),
  disputedSince: fc.constantFrom(null, -10 * DAY),
  hadPasskey: fc.boolean(),
  passkeyUsedAt: fc.constantFrom(null, -31 * DAY, -29 * DAY),
})

/** A recovery at an hour when all that is told of it has happened. */
const recoveries = fc.tuple(proofs, pauses, surroundings, hour).map(([proofs, pauses, others, later]) => {
  const last = Math.max(0, ...proofs.map(({ at }) => at), ...pauses.map(({ at }) => at))
  return around(proofs, { ...others, pauses, now: last + later * HOUR })
})

const ORDER: readonly Verdict['is'][] = ['none', 'needs-another', 'wait', 'prove-again', 'enough']

/** Whether somebody who wants to get in would rather have the first. */
function isBetter(one: Verdict, other: Verdict): boolean {
  if ('until' in one && 'until' in other) return one.until < other.until
  return ORDER.indexOf(one.is) > ORDER.indexOf(other.is)
}

function waitOf(circumstances: Circumstances): number {
  const verdict = verdictOn(circumstances)
  return 'until' in verdict ? verdict.until : circumstances.now
}

interface Try {
  readonly hour: number
  /** `same proof`: somebody who reads the same mailbox proves it on a page of their own, which moves the recovery. */
  readonly by: 'older' | 'younger' | 'link' | 'own link' | 'same proof'
}

const triesBy = (...by: readonly Try['by'][]) =>
  fc.array(fc.record({ hour, by: fc.constantFrom(...by) }), { maxLength: 20 })

/** Somebody tries to stop a recovery, again and again: with passkeys of any age, and with links of any address. */
const tries = triesBy('older', 'younger', 'link', 'own link')

/**
 * The hour at which a recovery goes on whose owner comes back as soon as possible. Null if one of the tries ended it.
 */
function goesOnAt(begun: Circumstances, all: readonly Try[]): number | null {
  let recovery = begun
  for (const { hour, by } of all.toSorted((one, other) => one.hour - other.hour)) {
    if (hour * HOUR > waitOf(recovery)) break
    if (by === 'same proof') {
      // Its owner takes it back at once, which begins the hold anew all the same.
      recovery = { ...recovery, proofs: recovery.proofs.map((one) => ({ ...one, at: hour * HOUR })) }
      continue
    }
    const isLink = by === 'link' || by === 'own link'
    const does = isLink
      ? whatAPauseLinkDoes(recovery, { gaveProof: by === 'own link' })
      : whatAStopDoes(recovery, { createdAt: by === 'older' ? OLD : 1 })
    if (does === 'ends') return null
    if (does === 'nothing') continue
    recovery = { ...recovery, pauses: [...recovery.pauses, paused(isLink ? 'mail' : 'passkey', hour)] }
  }
  return waitOf(recovery) / HOUR
}

const always = <Values extends [unknown, ...unknown[]]>(
  values: { [Index in keyof Values]: fc.Arbitrary<Values[Index]> },
  rule: (...values: Values) => void,
) => fc.assert(fc.property(...values, rule), { numRuns: RUNS })

describe('any recovery', () => {
  it('can come to every verdict, so that the rules below are not empty', () => {
    const seen = new Set<Verdict['is']>()
    always([recoveries], (recovery) => void seen.add(verdictOn(recovery).is))
    expect([...seen]).to.have.members([...ORDER])
  })

  it('[R10] never has a worse verdict after one more proof', () => {
    always([recoveries, method, since], (recovery, how, since) => {
      const one = { ...proof(how, 0, since), at: recovery.now }
      const more = verdictOn({ ...recovery, proofs: [...recovery.proofs, one] })
      expect(isBetter(verdictOn(recovery), more)).to.equal(false)
    })
  })

  it('[R6] [R7] is not justified at once by proofs of one method, unless a passkey or the operator gave them', () => {
    always([held, fc.array(hour, { minLength: 1 }), surroundings], (how, hours, others) => {
      const same = hours.map((hour) => proof(how, hour))
      const begunAt = Math.min(...hours) * HOUR
      expect(areEnough(same)).to.equal(false)
      const verdict = verdictOn(around(same, { ...others, begunAt, now: begunAt + 72 * HOUR - 1 }))
      expect(verdict.is).to.not.be.oneOf(['enough', 'prove-again'])
    })
  })

  it('[R21] never waits less after it moved to another page', () => {
    always([recoveries, held, hour], (recovery, how, later) => {
      const moved = [{ ...proof(how), at: recovery.now + later * HOUR }]
      const alone = { ...recovery, proofs: [proof(how, 0)], disputedSince: null }
      const after = { ...alone, proofs: moved, now: moved[0]!.at }
      expect(isBetter(verdictOn(after), verdictOn({ ...alone, now: after.now }))).to.equal(false)
      expect(waitOf(after)).to.be.at.least(waitOf({ ...alone, now: 0 }))
    })
  })

  it('[R12] never waits less after a pause', () => {
    always([recoveries, pauses], (recovery, more) => {
      const without = { ...recovery, pauses: [] }
      expect(isBetter(verdictOn({ ...without, pauses: more }), verdictOn(without))).to.equal(false)
    })
  })

  it('[R20] with two proofs goes on within six days after its hold, whatever others try', () => {
    const two = [proof('backup-code'), proof('email')]
    const vouched = [proof('backup-code'), proof('assisted')]
    always([tries, fc.constantFrom(null, -DAY)], (all, passkeyUsedAt) => {
      expect(goesOnAt(around(two, { passkeyUsedAt }), all)).to.be.within(0, 6 * 24)
      expect(goesOnAt(around(vouched, { passkeyUsedAt }), all)).to.be.within(24, 24 + 6 * 24)
    })
    const worst: readonly Try[] = [
      { hour: 0, by: 'older' },
      { hour: 72, by: 'link' },
    ]
    expect(goesOnAt(around(two), worst)).to.equal(6 * 24)
  })

  it('[R20] with one proof goes on within thirteen days, unless a passkey that is older than it ends it', () => {
    always([tries, fc.constantFrom(null, -DAY)], (all, passkeyUsedAt) => {
      const wait = goesOnAt(around([proof('backup-code')], { passkeyUsedAt }), all)
      if (wait === null) expect(all.map(({ by }) => by)).to.include('older')
      else expect(wait).to.be.within(72, 13 * 24)
    })
    const worst: readonly Try[] = [
      { hour: 0, by: 'younger' },
      { hour: 72, by: 'link' },
    ]
    expect(goesOnAt(around([proof('email')], { passkeyUsedAt: -DAY }), worst)).to.equal(13 * 24)
  })
  it('[R20] with one proof that somebody else can give too waits as long as they do, and for thirteen days after that', () => {
    const moves = triesBy('younger', 'link', 'own link', 'same proof')
    always([moves, fc.constantFrom(null, -DAY)], (all, passkeyUsedAt) => {
      const moved = all.filter(({ by }) => by === 'same proof').map(({ hour }) => hour)
      const wait = goesOnAt(around([proof('email')], { passkeyUsedAt }), all)
      expect(wait).to.be.within(72, Math.max(0, ...moved) + 13 * 24)
    })
    const oncePerHold: readonly Try[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((nth) => ({
      ...{ hour: 71 * nth, by: 'same proof' },
    }))
    expect(goesOnAt(around([proof('email')]), oncePerHold)).to.equal(710 + 72)
  })
})
