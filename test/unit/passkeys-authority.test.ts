import { expect } from 'chai'
import {
  type Aged,
  answersFor,
  mayAdminister,
  mayCancel,
  mayCarryOut,
  mayChange,
  mayDo,
  mayEnd,
  mayJudge,
  mayLift,
  mayRestore,
  mayStop,
  mayUndo,
  PERMISSIONS,
  sessionMayAdminister,
  sessionMayDo,
} from '../../server/passkeys/authority.ts'
import type { CredentialStatus } from '../../server/passkeys/credential.ts'
import type { CredentialId } from '../../shared/ids.ts'

const REFUSED: [CredentialStatus, string][] = [
  ['unproven', 'passkey_unknown'],
  ['removed', 'passkey_unknown'],
  ['suspended', 'passkey_suspended'],
  ['frozen', 'passkey_suspended'],
]

const ACTIVE = { status: 'active', onProbation: false, calledOut: false } as const
const PROBATION = { status: 'active', onProbation: true, calledOut: false } as const
const SUSPENDED = { status: 'suspended', onProbation: false, calledOut: false } as const

/** A passkey made at that time; a young one came by what can still be undone. */
const mature = (createdAt: number, id = `at ${createdAt}`): Aged => ({
  id: id as CredentialId,
  createdAt,
  undoableSince: null,
  outweighs: false,
})
const young = (createdAt: number, id?: string): Aged => ({
  ...mature(createdAt, id),
  undoableSince: createdAt,
})

/** Who changes whom, by when they were made. */
const CHANGES: [string, by: Aged, changed: Aged, true | string][] = [
  ['a young one changes an older one', young(100), mature(99), 'too_new'],
  ['a young one changes an older young one', young(100), young(99), 'too_new'],
  ['a young one changes another of the same millisecond', young(100), young(100, 'twin'), 'too_new'],
  ['a young one changes itself', young(100), young(100), true],
  ['a young one changes a younger one', young(100), young(101), true],
  ['a mature one changes an older one', mature(100), mature(99), true],
  ['a mature one changes a younger one', mature(100), young(101), true],
]

describe('what a passkey may change', () => {
  for (const [what, by, changed, verdict] of CHANGES) {
    it(`[A32] ${what}: ${verdict === true ? 'yes' : 'no'}`, () => {
      expect(mayChange(by, changed)).to.equal(verdict)
    })
  }
})

describe('what no single passkey takes back', () => {
  const outweighing = { ...young(60), ...ACTIVE, outweighs: true }

  it('[R24] nobody but itself changes one that came by proofs which outweigh a passkey', () => {
    for (const by of [mature(1), mature(60, 'twin'), mature(70), young(1)])
      expect(mayChange(by, outweighing)).to.equal('outweighed')
    expect(mayChange(outweighing, outweighing)).to.equal(true)
    expect(mayChange(mature(1), young(60))).to.equal(true)
  })

  it('[R28] nobody but itself cancels what it scheduled', () => {
    expect(mayCancel(mature(1), outweighing)).to.equal('outweighed')
    expect(mayCancel(outweighing, outweighing)).to.equal(true)
  })

  it('[R31] one that it called out signs in and steps up, and may do nothing else', () => {
    const may = PERMISSIONS.filter((one) => mayDo({ ...ACTIVE, calledOut: true }, one) === true)
    expect(may).to.deep.equal(['sign-in', 'step-up'])
  })

  it('[R22] nor does an older one undo its arrival, and a younger one is told that it is too new', () => {
    expect(mayUndo(mature(1), outweighing)).to.equal('outweighed')
    expect(mayUndo(mature(1), { ...outweighing, outweighs: false })).to.equal(true)
    expect(mayUndo(mature(70), outweighing)).to.equal('too_new')
  })
})

/** Who gives 50 back, which this one has set aside. */
const RESTORES: [string, by: Aged, suspendedBy: Aged | null, suspended: Aged, true | string][] = [
  ['the one that did it', mature(60), mature(60), mature(50), true],
  ['one that is older than that', mature(40), mature(60), mature(50), true],
  ['one that is younger than that', mature(70), mature(60), mature(50), 'too_new'],
  ['one of the same millisecond as that', mature(60, 'twin'), mature(60), mature(50), 'too_new'],
  ['a mature one, when nobody knows who did it', mature(70), null, mature(50), true],
  ['a young one, when nobody knows who did it', young(40), null, young(50), 'too_new'],
  ['a young one, an older one', young(60), young(60), mature(50), 'too_new'],
  ['a young one, a younger one that it had set aside', young(40), young(40), young(50), true],
]

describe('who gives back what was set aside', () => {
  for (const [who, by, suspendedBy, suspended, verdict] of RESTORES) {
    it(`[A34] [A37] ${who}: ${verdict === true ? 'yes' : 'no'}`, () => {
      expect(mayRestore(by, suspended, suspendedBy)).to.equal(verdict)
    })
  }

  it('[A42] set aside twice, the older one answers for it, and the first of two that are of an age', () => {
    expect(answersFor(mature(60), null)).to.deep.equal(mature(60))
    expect(answersFor(mature(60), mature(50))).to.deep.equal(mature(50))
    expect(answersFor(mature(40), mature(50))).to.deep.equal(mature(40))
    expect(answersFor(mature(50, 'twin'), mature(50)).id).to.equal('at 50')
  })
})

/** Who lifts the freeze of an arrival of 70, which this one has frozen. */
const LIFTS: [string, by: Aged, frozenBy: Aged | null, true | string][] = [
  ['the one that did it', mature(50), mature(50), true],
  ['one that is older than that', mature(40), mature(50), true],
  ['one that is younger than that, though older than the arrival', mature(60), mature(50), 'too_new'],
  ['one of the same millisecond as that', mature(50, 'twin'), mature(50), 'too_new'],
  ['one that is younger than the arrival', mature(80), mature(90), 'too_new'],
  ['a mature one, when nobody knows who did it', mature(60), null, true],
  ['a young one, when nobody knows who did it', young(60), null, 'too_new'],
  ['a young one that did it', young(60), young(60), true],
]

describe('who lifts the freeze of an arrival', () => {
  for (const [who, by, frozenBy, verdict] of LIFTS) {
    it(`[A65] ${who}: ${verdict === true ? 'yes' : 'no'}`, () => {
      expect(mayLift(by, { createdAt: 70, outweighs: false }, frozenBy)).to.equal(verdict)
    })
  }
})

describe('what goes by age alone', () => {
  for (const [who, createdAt, verdict] of [
    ['an older one', 49, true],
    ['one of the same millisecond', 50, false],
    ['a younger one', 51, false],
  ] as const) {
    const expected = verdict || 'too_new'
    it(`[A35] ${who} judges an arrival of 50: ${verdict ? 'yes' : 'no'}`, () => {
      for (const make of [mature, young])
        expect(mayJudge(make(createdAt), { createdAt: 50, outweighs: false })).to.equal(expected)
    })

    it(`[A38] ${who} objects to what one of 50 has scheduled: ${verdict ? 'yes' : 'no'}`, () => {
      expect(mayCancel(mature(createdAt, 'other'), { ...young(50), ...ACTIVE })).to.equal(expected)
    })
  }

  it('[A38] the one that scheduled it takes it back itself', () => {
    expect(mayCancel(young(50), { ...young(50), ...ACTIVE })).to.equal(true)
  })

  it('[A39] ends no session that an older one began, but any of its own, of a younger or of a removed one', () => {
    const began = (createdAt: number, status: CredentialStatus = 'active') => ({ createdAt, status })
    expect(mayEnd(mature(50), began(49))).to.equal('too_new')
    expect(mayEnd(mature(50), began(49, 'suspended'))).to.equal('too_new')
    for (const other of [began(50), began(51), began(49, 'removed'), null]) {
      expect(mayEnd(mature(50), other)).to.equal(true)
    }
  })
})

describe('what one assertion without a session may stop', () => {
  it('[A40] an active passkey past its probation stops what is younger', () => {
    expect(mayStop({ ...mature(50), ...ACTIVE }, null)).to.equal(true)
    expect(mayStop({ ...mature(50), ...PROBATION }, null)).to.equal('on_probation')
  })

  it('[A50] one that waits for its first sign-in is not called unknown, so that nobody has it forgotten', () => {
    expect(
      mayStop({ ...mature(50), status: 'unproven', onProbation: false, calledOut: false }, null),
    ).to.equal('on_probation')
  })

  it('[A40] so does one that a younger one has set aside, and no other that is set aside or frozen', () => {
    const suspended = { ...mature(50), ...SUSPENDED }
    expect(mayStop(suspended, mature(51))).to.equal(true)
    for (const doer of [mature(49), mature(50), null]) {
      expect(mayStop(suspended, doer)).to.equal('passkey_suspended')
    }
    expect(mayStop({ ...suspended, onProbation: true }, mature(51))).to.equal('on_probation')
    expect(mayStop({ ...suspended, status: 'frozen' }, mature(51))).to.equal('passkey_suspended')
    expect(mayStop({ ...suspended, status: 'removed' }, mature(51))).to.equal('passkey_unknown')
  })
})

describe('who acts as an admin', () => {
  it('[A64] [O18] a mature passkey past its probation, and no young one unless the role was granted since', () => {
    expect(mayAdminister({ ...mature(50), ...ACTIVE })).to.equal(true)
    expect(mayAdminister({ ...young(50), ...ACTIVE })).to.equal('too_new')
    expect(mayAdminister({ ...young(50), ...PROBATION })).to.equal('on_probation')
    expect(mayAdminister({ ...young(50), ...ACTIVE, grantedSince: true })).to.equal(true)
    expect(mayAdminister({ ...young(50), ...PROBATION, grantedSince: true })).to.equal('on_probation')
    for (const [status, code] of REFUSED)
      expect(mayAdminister({ ...mature(50), ...ACTIVE, status }), status).to.equal(code)
  })

  it('[A64] a session as the passkey may that began it, and by itself when that was removed', () => {
    expect(sessionMayAdminister({ ...mature(50), ...ACTIVE })).to.equal(true)
    expect(sessionMayAdminister({ ...young(50), ...ACTIVE })).to.equal('too_new')
    expect(sessionMayAdminister({ ...young(50), ...ACTIVE, status: 'removed' })).to.equal(true)
    expect(sessionMayAdminister(null)).to.equal(true)
  })
})

describe('what was scheduled', () => {
  it('[A41] is carried out only for a passkey that is active, past its probation and mature by then', () => {
    expect(mayCarryOut({ ...mature(50), ...ACTIVE })).to.equal(true)
    expect(mayCarryOut({ ...young(50), ...ACTIVE })).to.equal(false)
    expect(mayCarryOut({ ...mature(50), ...PROBATION })).to.equal(false)
    expect(mayCarryOut({ ...mature(50), ...ACTIVE, calledOut: true })).to.equal(false)
    for (const [status] of REFUSED)
      expect(mayCarryOut({ ...mature(50), ...ACTIVE, status }), status).to.equal(false)
  })
})

describe('what a passkey may do', () => {
  for (const permission of PERMISSIONS) {
    it(`an active one past its probation may ${permission}`, () => {
      expect(mayDo(ACTIVE, permission)).to.equal(true)
    })

    it(`[A1] one on probation may ${permission === 'sign-in' ? '' : 'not '}${permission}`, () => {
      expect(mayDo(PROBATION, permission)).to.equal(permission === 'sign-in' ? true : 'on_probation')
    })

    for (const [status, code] of REFUSED) {
      it(`one that is ${status} may not ${permission}`, () => {
        for (const onProbation of [true, false])
          expect(mayDo({ status, onProbation, calledOut: false }, permission)).to.equal(code)
      })
    }
  }

  it('a session may do what the passkey may that began it, and stands by itself when that was removed', () => {
    expect(sessionMayDo(PROBATION, 'claim')).to.equal('on_probation')
    expect(sessionMayDo(ACTIVE, 'claim')).to.equal(true)
    expect(sessionMayDo({ ...ACTIVE, status: 'frozen' }, 'claim')).to.equal('passkey_suspended')
    expect(sessionMayDo({ ...ACTIVE, status: 'removed' }, 'claim')).to.equal(true)
    expect(sessionMayDo(null, 'claim')).to.equal(true)
  })
})
