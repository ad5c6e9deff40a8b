import { expect } from 'chai'
import { type ProofMethod, verdictOn } from '../../server/recovery/policy.ts'
import { daysWith, twoWays } from '../../web/messages/two-ways.ts'

const DAY = 24 * 60 * 60_000
const METHODS = ['backup-code', 'email', 'assisted', 'contact'] as const

/** In how many days two proofs that were given now are enough, as the server judges it. */
function daysByPolicy(methods: readonly ProofMethod[]): number {
  const now = 1_000 * DAY
  const verdict = verdictOn({
    ...{ now, level: 'hold', begunAt: now, disputedSince: null, hadPasskey: true, passkeyUsedAt: now },
    proofs: methods.map((method) => ({ method, at: now, since: 1, approval: null })),
    pauses: [],
  })
  return verdict.is === 'wait' ? (verdict.until - now) / DAY : 0
}

describe('What the pages say of two ways together', () => {
  for (const one of METHODS) {
    for (const other of METHODS) {
      if (one === other) continue
      it(`says of ${one} and ${other} what the policy says`, () => {
        expect(daysWith([one, other])).to.equal(daysByPolicy([one, other]))
      })
    }
  }

  it('says nothing of one way, and of three what the two fastest of them take', () => {
    for (const one of METHODS) expect(daysWith([one, one])).to.equal(null)
    expect(daysWith(['contact', 'backup-code', 'email'])).to.equal(0)
    expect(daysWith(['contact', 'backup-code', 'assisted'])).to.equal(1)
  })

  it('names only ways that the site has', () => {
    expect(twoWays([])).to.deep.equal([])
    expect(twoWays(['pairing', 'backup-code'])).to.deep.equal([])
    expect(twoWays(['assisted', 'contact'])).to.deep.equal([])
    const both = twoWays(['backup-code', 'email'])
    expect(both[0]).to.equal('A backup code and a code by e-mail: no waiting.')
    expect(both).to.have.length(2)
    expect(twoWays(['email', 'contact'])[0]).to.match(
      /^A code by e-mail, and someone who vouches for you: 3 days\./,
    )
    expect(twoWays(['backup-code', 'email', 'assisted', 'contact'])).to.have.length(4)
  })
})
