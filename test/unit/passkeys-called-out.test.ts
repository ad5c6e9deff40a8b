import { expect } from 'chai'
import { mayJudge } from '../../server/passkeys/authority.ts'
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
})
