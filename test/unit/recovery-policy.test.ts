import { expect } from 'chai'
import { haveYoungTheirs, MOST_BY_YOUNG } from '../../server/passkeys/caps.ts'
import {
  areEnough,
  type Circumstances,
  type ProvenBy,
  retiresAfterMs,
  type Verdict,
  verdictOn,
} from '../../server/recovery/policy.ts'
import type { Proof, RecoveryFacts } from '../../server/recovery/recovery.ts'
import { createRegister, type RegisterDeps } from '../../server/recovery/register.ts'
import type { AccountId, CredentialId, RecoveryId } from '../../shared/ids.ts'
import { APPROVAL, around, DAY, HOUR, OLD, paused, proof } from './recovery-policy/proofs.ts'
import { WORTH } from './recovery-policy/worth.ts'

const APPROVED: Proof = { method: 'pairing', at: 1, approval: APPROVAL }
const UNAPPROVED: Proof = { ...APPROVED, approval: null }

const DISPUTED = -10 * DAY
const YOUNG = -DAY

/** In every number and age. What rests on other people or the server has no age. */
const AGES = [[], [OLD], [YOUNG], [OLD, OLD], [OLD, YOUNG]]
const NUMBERS = [[], [null], [null, null]]

/** The second one of the same is given ten hours later. */
const given = (method: ProvenBy['method'], hour: number, ages: readonly (number | null)[]) =>
  ages.map((since, index) => proof(method, hour + 10 * index, since))

const approved = (since: number) => ({ ...proof('pairing', 4, since), approval: APPROVAL })
const PAIRINGS = [
  [],
  [proof('pairing', 4), proof('pairing', 6)],
  [approved(YOUNG)],
  [approved(OLD), approved(YOUNG)],
]

interface Set {
  readonly proofs: readonly ProvenBy[]
  /** Which of those count in a dispute, or without one, by the letters of WORTH. */
  readonly letters: (isDisputed: boolean) => string
  readonly isApproved: (isDisputed: boolean) => boolean
  readonly isOperators: boolean
}

function* allSets(): Generator<Set> {
  const counts = (ages: readonly (number | null)[], isDisputed: boolean) =>
    isDisputed ? ages.includes(OLD) : ages.length > 0
  for (const codes of AGES)
    for (const mails of AGES)
      for (const pairings of PAIRINGS)
        for (const assisted of NUMBERS)
          for (const enrolments of NUMBERS)
            for (const operators of [[], [null, null]])
              yield {
                proofs: [
                  ...[...given('operator', 5, operators), ...pairings],
                  ...[...given('enrolment', 3, enrolments), ...given('assisted', 2, assisted)],
                  ...[...given('email', 1, mails), ...given('backup-code', 0, codes)],
                ],
                letters: (isDisputed) =>
                  (counts(codes, isDisputed) ? 'B' : '') +
                  (counts(mails, isDisputed) ? 'E' : '') +
                  (assisted.length > 0 ? 'A' : '') +
                  (enrolments.length > 0 ? 'N' : ''),
                isApproved: (isDisputed) =>
                  pairings.some(({ approval, since }) => approval && (since === OLD || !isDisputed)),
                isOperators: operators.length > 0,
              }
}

const BY_PASSKEY = paused('passkey', 20)
const BY_MAIL = paused('mail', 20)
const PAUSES = [
  { pauses: [], column: 0 },
  { pauses: [BY_PASSKEY], column: 1 },
  { pauses: [BY_MAIL], column: 1 },
  { pauses: [paused('mail', 50), BY_PASSKEY], column: 2 },
] as const

const USES = [
  { passkeyUsedAt: null, column: 'unused' },
  { passkeyUsedAt: -31 * DAY, column: 'unused' },
  { passkeyUsedAt: -29 * DAY, column: 'used' },
] as const

/** All that may be around a set of proofs, at an hour when each of them was given and each pause has begun. */
function* allAround({ proofs }: Set) {
  for (const disputedSince of [null, DISPUTED])
    for (const hadPasskey of [true, false])
      for (const level of ['hold', 'aal2'] as const)
        for (const use of USES)
          for (const { pauses, column } of PAUSES) {
            const circumstances = around(proofs, {
              ...{ now: 51 * HOUR, disputedSince, hadPasskey, level, pauses },
              passkeyUsedAt: use.passkeyUsedAt,
            })
            yield { circumstances, use: use.column, pause: column }
          }
}

type Row = { circumstances: Circumstances; use: 'unused' | 'used'; pause: 0 | 1 | 2 }

function expected(set: Set, { circumstances, use, pause }: Row): Verdict {
  const { disputedSince, hadPasskey, level } = circumstances
  const letters = set.letters(disputedSince !== null)
  if (set.isApproved(disputedSince !== null) || set.isOperators) return { is: 'enough' }
  if (letters.includes('N') && !hadPasskey) return { is: 'enough' }
  if (letters === '') return { is: 'none' }
  const hours = WORTH[letters]?.[level === 'aal2' ? 'aal2' : use]
  if (!hours) return { is: 'needs-another' }
  if (hours[pause] === 1) return { is: 'enough' }
  return hours[pause] > 51 ? { is: 'wait', until: hours[pause] * HOUR } : { is: 'prove-again' }
}

describe('the proofs of a recovery', () => {
  it('[R1] [R2] [R3] [R4] [R5] [R6] [R7] [R8] [R9] [R10] [R11] [R12] are worth what the table says, in every combination', () => {
    let cases = 0
    for (const set of allSets())
      for (const row of allAround(set)) {
        const [verdict, right] = [verdictOn(row.circumstances), expected(set, row)]
        cases += 1
        if (
          verdict.is === right.is &&
          ('until' in verdict ? verdict.until : 0) === ('until' in right ? right.until : 0)
        )
          continue
        expect(verdict, JSON.stringify(row.circumstances)).to.deep.equal(right)
      }
    expect(cases).to.equal(5 * 5 * 4 * 3 * 3 * 2 * (2 * 2 * 2 * 3 * 4))
  })

  const table: readonly [string, readonly Proof[], boolean][] = [
    ['none', [], false],
    ['an approval by a passkey of the account', [APPROVED], true],
    ['a proof in which no passkey of the account took part', [UNAPPROVED], false],
    ['two of those', [UNAPPROVED, UNAPPROVED], false],
    ['one of those and an approval', [UNAPPROVED, APPROVED], true],
  ]
  for (const [what, proofs, enough] of table)
    it(`[A116] [R1] are ${enough ? 'enough' : 'not enough'}: ${what}`, () => {
      expect(areEnough(proofs)).to.equal(enough)
    })

  it('[R2] are enough at once where whoever has the server gave the link, whatever the level', () => {
    expect(verdictOn(around([proof('operator')], { level: 'aal2' }))).to.deep.equal({ is: 'enough' })
  })

  it('[R10] are judged by the hold that ends first, and by that of one proof only where one is enough', () => {
    const proofs = [proof('backup-code', 0), proof('assisted', 60)]
    expect(verdictOn(around(proofs))).to.deep.equal({ is: 'wait', until: 72 * HOUR })
    expect(verdictOn(around(proofs, { level: 'aal2' }))).to.deep.equal({ is: 'wait', until: 84 * HOUR })
  })

  it('[R6] hold for seven days too if a passkey is used while they wait', () => {
    const circumstances = around([proof('email')], { passkeyUsedAt: DAY, now: 2 * DAY })
    expect(verdictOn(circumstances)).to.deep.equal({ is: 'wait', until: 7 * DAY })
  })

  it('[R11] are needed once more after a hold, by any of its methods', () => {
    const first = proof('backup-code', 0)
    const now = 80 * HOUR
    expect(verdictOn(around([first], { now }))).to.deep.equal({ is: 'prove-again' })
    for (const method of ['backup-code', 'email'] as const)
      expect(verdictOn(around([first, proof(method, 75)], { now }))).to.deep.equal({ is: 'enough' })
    expect(verdictOn(around([first, proof('backup-code', 71)], { now }))).to.deep.equal({ is: 'prove-again' })
  })

  it('[R12] wait as long as a pause may last that begins after their hold', () => {
    const twice = [proof('backup-code', 0), proof('backup-code', 73)]
    const pauses = [paused('passkey', 74)]
    expect(verdictOn(around(twice, { pauses }))).to.deep.equal({ is: 'wait', until: 146 * HOUR })
  })

  it('[R13] lift a pause by mail with the first one of another method, and no other pause', () => {
    const proofs = [proof('backup-code', 0), proof('email', 30)]
    const until = (by: 'mail' | 'passkey', more: readonly ProvenBy[]) =>
      verdictOn(around(more, { pauses: [paused(by, 20)], now: 31 * HOUR }))
    expect(until('mail', proofs)).to.deep.equal({ is: 'enough' })
    expect(until('passkey', proofs)).to.deep.equal({ is: 'wait', until: 92 * HOUR })
    const again = [proof('backup-code', 0), proof('backup-code', 30)]
    expect(until('mail', again)).to.deep.equal({ is: 'wait', until: 144 * HOUR })
  })

  it('[R19] retire a lost passkey at once if a passkey approved, and otherwise after seven days', () => {
    expect(retiresAfterMs([UNAPPROVED, APPROVED])).to.equal(0)
    expect(retiresAfterMs([proof('backup-code'), proof('operator')])).to.equal(7 * DAY)
  })

  it('[A116] are judged before anything is verified or stored', async () => {
    const facts: RecoveryFacts = {
      ...{ id: 'a recovery' as RecoveryId, accountId: 'an account' as AccountId, method: 'pairing' },
      ...{ proofs: [UNAPPROVED], retiredId: null, retireMode: null, endOtherSessions: false },
      requester: { device: 'Firefox on Linux', network: '192.0.2.0/24', place: null },
    }
    const register = createRegister({} as RegisterDeps)
    const registered = await register.finish(facts, 'a challenge', {} as never)
    expect(registered).to.deep.equal({ outcome: 'refused', code: 'not_now' })
  })

  it('[A117] of a recovery that no passkey approved count towards no limit of the young passkeys', () => {
    const young = { id: 'young' as CredentialId, status: 'active', createdAt: 2, undoableSince: 2 } as const
    const brought = (by: CredentialId | null) => Array.from({ length: MOST_BY_YOUNG }, () => ({ by }))
    expect(haveYoungTheirs([young], brought(null), young)).to.equal(false)
    expect(haveYoungTheirs([young], brought(young.id), young)).to.equal(true)
  })
})
