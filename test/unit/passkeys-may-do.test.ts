import { expect } from 'chai'
import type { Credential, CredentialStatus } from '../../server/passkeys/credential.ts'
import { DEEDS, mayDo, sessionMayDo } from '../../server/passkeys/may-do.ts'

const REFUSED: [CredentialStatus, string][] = [
  ['unproven', 'passkey_unknown'],
  ['removed', 'passkey_unknown'],
  ['suspended', 'passkey_suspended'],
  ['frozen', 'passkey_suspended'],
]

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
