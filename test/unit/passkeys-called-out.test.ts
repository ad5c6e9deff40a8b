import { expect } from 'chai'
import { mayCancel, mayJudge } from '../../server/passkeys/authority.ts'
import type { CredentialId } from '../../shared/ids.ts'

describe('a passkey that two proofs called lost or stolen', () => {
  const passkey = (createdAt: number) => ({
    ...{ id: `at ${createdAt}` as CredentialId, createdAt, undoableSince: null, outweighs: false },
    ...{ status: 'active' as const, onProbation: false, calledOut: false },
  })
  const called = { ...passkey(1), calledOut: true }

  it('[R86] judges what came by two proofs, but no other arrival, however young that is', () => {
    expect(mayJudge(called, { ...passkey(60), outweighs: true })).to.equal(true)
    for (const made of [2, 60, 99]) {
      expect(mayJudge(called, passkey(made))).to.equal('outweighed')
      expect(mayJudge({ ...called, calledOut: false }, passkey(made))).to.equal(true)
    }
  })

  it('[A169] what it has asked for, any other one takes back, as of one that was stopped', () => {
    const younger = { ...passkey(9), undoableSince: 9 }
    expect(mayCancel(younger, passkey(1))).to.equal('too_new')
    expect(mayCancel(younger, called)).to.equal(true)
    expect(mayCancel(younger, { ...called, outweighs: true, onProbation: true })).to.equal(true)
    for (const status of ['suspended', 'frozen', 'removed'] as const)
      expect(mayCancel(younger, { ...passkey(1), status }), status).to.equal(true)
  })

  it('[A170] but not what one asked for that two proofs brought and that is on probation or paused', () => {
    const caller = { ...passkey(5), outweighs: true }
    for (const how of [{ onProbation: true }, { status: 'frozen' as const }])
      for (const by of [passkey(1), passkey(9)])
        expect(mayCancel(by, { ...caller, ...how })).to.equal('outweighed')
    expect(mayCancel(passkey(9), { ...passkey(5), onProbation: true })).to.equal('too_new')
  })
})
