import { expect } from 'chai'
import { type ProofMethod, verdictOn } from '../../server/recovery/policy.ts'
import { daysWith, twoWays } from '../../web/messages/two-ways.ts'
import { waysInOf } from '../../web/messages/ways-in.ts'

const DAY = 24 * 60 * 60_000
const METHODS = ['backup-code', 'email', 'assisted', 'contact'] as const

/** In how many days proofs that were given now are enough, as the server judges it. Null if they never are. */
function daysByPolicy(methods: readonly ProofMethod[], passkeyUsedDaysAgo = 0): number | null {
  const now = 1_000 * DAY
  const passkeyUsedAt = now - passkeyUsedDaysAgo * DAY
  const verdict = verdictOn({
    ...{ now, level: 'hold', begunAt: now, disputedSince: null, hadPasskey: true, passkeyUsedAt },
    proofs: methods.map((method) => ({ method, at: now, since: 1, approval: null })),
    pauses: [],
  })
  if (verdict.is === 'wait') return (verdict.until - now) / DAY
  return verdict.is === 'enough' ? 0 : null
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

  it('says of each way alone what the policy says', () => {
    for (const { method, alone } of waysInOf(METHODS)) {
      const [often, rarely] = [0, 31].map((days) => daysByPolicy([method as ProofMethod], days))
      if (method === 'contact') {
        expect([often, rarely]).to.deep.equal([null, null])
        const withAnother = METHODS.map((other) => daysWith([method, other]) ?? 0)
        expect(alone).to.match(new RegExp(`and a second way\\. ${Math.max(...withAnother)} days\\.$`))
      } else expect(alone).to.match(new RegExp(`Usually ${rarely} to ${often} days\\.$`))
    }
  })

  it('names only ways that the site has', () => {
    expect(twoWays([])).to.deep.equal([])
    expect(twoWays(['pairing', 'backup-code'])).to.deep.equal([])
    expect(twoWays(['assisted', 'contact'])).to.deep.equal([])
    expect(twoWays(['backup-code', 'email'])).to.deep.equal([
      'A backup code and a code by e-mail: no waiting.',
    ])
    expect(twoWays(['email', 'contact'])[0]).to.match(
      /^A code by e-mail, and someone who vouches for you: 3 days\./,
    )
    expect(twoWays(['backup-code', 'email', 'assisted', 'contact'])).to.have.length(3)
  })
})
