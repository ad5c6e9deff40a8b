import { expect } from 'chai'
import type { Credential, CredentialStatus } from '../../server/passkeys/credential.ts'
import { DEEDS, mayChange, mayDo, sessionMayDo } from '../../server/passkeys/may-do.ts'
import type { PairingId } from '../../shared/ids.ts'

const REFUSED: [CredentialStatus, string][] = [
  ['unproven', 'passkey_unknown'],
  ['removed', 'passkey_unknown'],
  ['suspended', 'passkey_suspended'],
  ['frozen', 'passkey_suspended'],
]

/** A passkey that came by the recovery `own`, registered at 100, changes what was created at `createdAt`. */
const CHANGES: [
  string,
  undoableSince: number | null,
  createdAt: number,
  came: string | null,
  true | string,
][] = [
  ['an older one, while its recovery can be undone', 100, 99, null, 'too_new'],
  ['one of the same millisecond', 100, 100, null, 'too_new'],
  ['an older one of another recovery', 100, 99, 'other', 'too_new'],
  ['itself, or what it added', 100, 100, 'own', true],
  ['a younger one', 100, 101, null, true],
  ['a younger one of another recovery', 100, 101, 'other', true],
  ['an older one, once the undo has lapsed', null, 99, null, true],
]

describe('what a passkey may change', () => {
  for (const [what, undoableSince, createdAt, came, verdict] of CHANGES) {
    it(`[A32] ${verdict === true ? '' : 'not '}${what}`, () => {
      const by = { undoableSince, pairingId: 'own' as PairingId }
      expect(mayChange(by, { createdAt, pairingId: came as PairingId | null })).to.equal(verdict)
    })
  }

  it('[A32] whatever it likes, when no recovery brought it', () => {
    expect(mayChange({ undoableSince: null, pairingId: null }, { createdAt: 1, pairingId: null })).to.equal(
      true,
    )
  })
})

describe('what a passkey may do', () => {
  for (const deed of DEEDS) {
    it(`an active one past its probation may ${deed}`, () => {
      expect(mayDo({ status: 'active', onProbation: false }, deed)).to.equal(true)
    })

    it(`[A1] one on probation may ${deed === 'sign-in' ? '' : 'not '}${deed}`, () => {
      const expected = deed === 'sign-in' ? true : 'on_probation'
      expect(mayDo({ status: 'active', onProbation: true }, deed)).to.equal(expected)
    })

    for (const [status, code] of REFUSED) {
      it(`one that is ${status} may not ${deed}`, () => {
        for (const onProbation of [true, false]) expect(mayDo({ status, onProbation }, deed)).to.equal(code)
      })
    }
  }

  it('a session may do what the passkey may that began it, and stands by itself when that was removed', () => {
    const began = { status: 'active', onProbation: true } as Credential
    expect(sessionMayDo(began, 'rename-passkey')).to.equal('on_probation')
    expect(sessionMayDo({ ...began, onProbation: false }, 'rename-passkey')).to.equal(true)
    expect(sessionMayDo({ ...began, status: 'frozen' }, 'end-sessions')).to.equal('passkey_suspended')
    expect(sessionMayDo({ ...began, status: 'removed' }, 'end-sessions')).to.equal(true)
    expect(sessionMayDo(null, 'end-sessions')).to.equal(true)
  })
})
