import { expect } from 'chai'
import { mayRevert } from '../../server/passkeys/authority.ts'
import type { CredentialId } from '../../shared/ids.ts'

describe('who takes back that an account was renamed', () => {
  const passkey = (createdAt: number) => ({
    ...{ id: `at ${createdAt}` as CredentialId, createdAt, undoableSince: null, outweighs: false },
    ...{ status: 'active' as const, onProbation: false, calledOut: false },
  })
  const [older, doer, younger] = [1, 2, 3].map(passkey)

  it('[A142] the passkey that did it, an older one, or one that came by two proofs', () => {
    for (const by of [older!, doer!, { ...younger!, outweighs: true }])
      expect(mayRevert(by, doer!), by.id).to.equal(true)
    expect(mayRevert(younger!, doer!)).to.equal('too_new')
  })

  it('[A148] any, once that one was stopped or two proofs called it lost or stolen', () => {
    for (const status of ['suspended', 'frozen', 'removed'] as const)
      expect(mayRevert(younger!, { ...doer!, status }), status).to.equal(true)
    expect(mayRevert(younger!, { ...doer!, calledOut: true })).to.equal(true)
  })
})
