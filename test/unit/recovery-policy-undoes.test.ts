import { expect } from 'chai'
import { type ProofMethod, undoesBefore } from '../../server/recovery/policy.ts'
import { around, DAY, HOUR, proof } from './recovery-policy/proofs.ts'

/** When the change was made that is to be undone. */
const CHANGED = -DAY
const BEFORE = CHANGED - 1

interface Row {
  readonly of: string
  readonly methods: readonly ProofMethod[]
  /** Since when each rests on something, if not since before the change. */
  readonly since?: readonly number[]
  /** What one proof undoes, and what it doesn't: what two proofs brought. */
  readonly one: boolean
  readonly two: boolean
}

const ROWS: readonly Row[] = [
  { of: 'a code and a mail', methods: ['backup-code', 'email'], one: true, two: true },
  { of: 'one code, at once', methods: ['backup-code'], one: false, two: false },
  { of: 'one mail, at once', methods: ['email'], one: false, two: false },
  { of: 'nothing', methods: [], one: false, two: false },
  {
    ...{ of: 'a code, and a mail to an address that is younger', methods: ['backup-code', 'email'] },
    ...{ since: [BEFORE, CHANGED], one: false, two: false },
  },
  {
    ...{ of: 'a code and a mail that are both younger', methods: ['backup-code', 'email'] },
    ...{ since: [CHANGED, CHANGED + 1], one: false, two: false },
  },
  { of: 'the operator’s link', methods: ['operator'], one: true, two: false },
  { of: 'the operator’s link and a code', methods: ['operator', 'backup-code'], one: true, two: true },
]

describe('what a recovery undoes by methods', () => {
  for (const { of, methods, since, one, two } of ROWS)
    it(`[R59] by ${of}: ${one ? '' : 'not '}what one proof brought, ${two ? '' : 'not '}what two did`, () => {
      const proofs = methods.map((method, place) => proof(method, 0, since?.[place] ?? BEFORE))
      const circumstances = around(proofs)
      expect(undoesBefore(circumstances, { createdAt: CHANGED, outweighs: false })).to.equal(one)
      expect(undoesBefore(circumstances, { createdAt: CHANGED, outweighs: true })).to.equal(two)
    })

  it('[R59] by one proof after its hold, and not by the same proof if it is younger than the change', () => {
    for (const [since, undoes] of [
      [BEFORE, true],
      [CHANGED, false],
    ] as const) {
      const proofs = [proof('email', 0, since), proof('email', 73, since)]
      expect(undoesBefore(around(proofs), { createdAt: CHANGED, outweighs: false }), String(since)).to.equal(
        undoes,
      )
    }
    const early = around([proof('email', 0, BEFORE), proof('email', 71, BEFORE)])
    expect(undoesBefore(early, { createdAt: CHANGED, outweighs: false })).to.equal(false)
  })

  it('[R59] by no proof that is younger than a dispute which began before the change', () => {
    const circumstances = { ...around([proof('backup-code'), proof('email')]), disputedSince: -200 * DAY }
    expect(undoesBefore(circumstances, { createdAt: CHANGED, outweighs: false })).to.equal(false)
    expect(
      undoesBefore({ ...circumstances, disputedSince: HOUR }, { createdAt: CHANGED, outweighs: false }),
    ).to.equal(true)
  })
})
