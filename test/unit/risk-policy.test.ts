import { expect } from 'chai'
import {
  type ClaimFacts,
  judgeClaim,
  judgeOpening,
  type OpeningFacts,
  type RiskSettings,
  type Surroundings,
  sticks,
} from '../../server/methods/pairing/risk/policy.ts'
import { DUAL_REASONS, type DualReason } from '../../shared/pairing.ts'

const HOUR_MS = 3_600_000

const settings: RiskSettings = {
  dualPin: 'adaptive',
  onContention: 'dual-pin',
  lockOn: 'claims',
  lockMs: HOUR_MS,
  busyPages: 5,
  busyOpenings: 10,
}
const lockOnClaims: RiskSettings = { ...settings, onContention: 'lock' }
const lockOnRequests: RiskSettings = { ...lockOnClaims, lockOn: 'requests' }

const alone: Surroundings = {
  neighbours: 0,
  sameName: 0,
  livePages: 1,
  openings: 1,
  storeAgeMs: Number.POSITIVE_INFINITY,
  marks: [],
}
const opening: OpeningFacts = {
  ...alone,
  budget: { allowed: true },
  admission: 'admitted',
  lockedMs: 0,
  named: false,
}
const claim: ClaimFacts = { ...alone, pageLockedMs: 0, way: 'qr', placesDiffer: false, otherBrowsers: 0 }

const dual = (...reasons: DualReason[]) => ({ outcome: 'dual', reasons })
const lock = (reason: DualReason) => ({ outcome: 'lock', reason, forMs: HOUR_MS })
const wait = (code: string, forMs: number) => ({ outcome: 'wait', code, forMs })

describe('the risk policy', () => {
  it('asks nothing of someone who is alone, at opening and at the claim, under every policy', () => {
    for (const policy of [settings, lockOnClaims, lockOnRequests]) {
      expect(judgeOpening(opening, policy)).to.deep.equal({ outcome: 'single' })
      expect(judgeClaim(claim, policy)).to.deep.equal({ outcome: 'single' })
    }
  })

  describe('reasons for dual', () => {
    const expectDual = (reason: DualReason, facts: Partial<typeof alone>, policy = settings) => {
      expect(judgeOpening({ ...opening, ...facts }, policy)).to.deep.equal(dual(reason))
      expect(judgeClaim({ ...claim, ...facts }, policy)).to.deep.equal(dual(reason))
    }

    it('[L20] the setting', () => expectDual('setting', {}, { ...settings, dualPin: 'always' }))
    it('[L21] what sticks', () => expectDual('not-me', { marks: ['not-me'] }))
    it('[L22] a neighbour', () => expectDual('same-network', { neighbours: 1 }))
    it('[L23] another request for the name', () => expectDual('same-name', { sameName: 1 }))
    it('[L24] a sixth page on the network', () => expectDual('busy-network', { livePages: 6 }))
    it('[L24] an eleventh opening in a minute', () => expectDual('busy-network', { openings: 11 }))
    it('[L25] a store of less than 10 min', () => expectDual('new-store', { storeAgeMs: 599_999 }))

    it('[L24] [L25] begin just there', () => {
      const almost = { livePages: 5, openings: 10, storeAgeMs: 600_000 }
      expect(judgeOpening({ ...opening, ...almost }, settings)).to.deep.equal({ outcome: 'single' })
    })

    it('[L26] the PIN way', () => {
      expect(judgeClaim({ ...claim, way: 'pin' }, settings)).to.deep.equal(dual('pin-way'))
    })

    it('[L27] places that are not one', () => {
      expect(judgeClaim({ ...claim, placesDiffer: true }, settings)).to.deep.equal(dual('place-mismatch'))
    })

    it('[L28] an account that claims pages of two browsers', () => {
      expect(judgeClaim({ ...claim, otherBrowsers: 1 }, settings)).to.deep.equal(dual('two-pages'))
    })

    it('come together, each once', () => {
      const facts = {
        ...claim,
        neighbours: 2,
        marks: ['same-network', 'not-me'] as const,
        way: 'pin' as const,
      }
      expect(judgeClaim(facts, settings)).to.deep.equal(dual('same-network', 'not-me', 'pin-way'))
    })

    it('stick, but for those that hold by themselves or lead to no downgrade', () => {
      const passing = DUAL_REASONS.filter((reason) => !sticks(reason))
      expect(passing).to.deep.equal(['setting', 'pin-way', 'reported-network', 'new-store'])
    })
  })

  describe('stops', () => {
    it('[L1] a page whose browser is locked, and says how long', () => {
      expect(judgeOpening({ ...opening, lockedMs: 7 }, settings)).to.deep.equal(wait('locked', 7))
    })

    it('[L2] a page beyond its budget', () => {
      const budget = { allowed: false, retryAfterMs: 9 } as const
      expect(judgeOpening({ ...opening, budget }, settings)).to.deep.equal(wait('rate_limited', 9))
    })

    it('[L3] a page whose network is full', () => {
      const facts = { ...opening, admission: 'network-full' } as const
      expect(judgeOpening(facts, settings)).to.deep.equal(wait('rate_limited', 60_000))
    })

    it('[L4] a page when the deployment is full', () => {
      const facts = { ...opening, admission: 'deployment-full' } as const
      expect(judgeOpening(facts, settings)).to.deep.equal(wait('server_full', 60_000))
    })

    it('[P24] a page without a name after a second claimant', () => {
      const facts = { ...opening, marks: ['second-claimant'] as const }
      expect(judgeOpening(facts, settings)).to.deep.equal({ outcome: 'refuse', code: 'name_required' })
      expect(judgeOpening({ ...facts, named: true }, settings)).to.deep.equal(dual('second-claimant'))
    })

    it('[L6] the claim of a page that is locked, in the words for every code that does not work', () => {
      const refused = { outcome: 'refuse', code: 'code_invalid' }
      expect(judgeClaim({ ...claim, pageLockedMs: 5 }, lockOnClaims)).to.deep.equal(refused)
    })
  })

  describe('locks', () => {
    it('[L7] an account between two pages, where contention locks', () => {
      const facts = { ...claim, otherBrowsers: 1 }
      for (const policy of [lockOnClaims, lockOnRequests])
        expect(judgeClaim(facts, policy)).to.deep.equal(lock('two-pages'))
    })

    it('[L5] [L8] two requests of one network, only where requests lock', () => {
      expect(judgeOpening({ ...opening, neighbours: 1 }, lockOnRequests)).to.deep.equal(lock('same-network'))
      expect(judgeClaim({ ...claim, neighbours: 1 }, lockOnRequests)).to.deep.equal(lock('same-network'))
      expect(judgeOpening({ ...opening, neighbours: 1 }, lockOnClaims)).to.deep.equal(dual('same-network'))
      expect(judgeClaim({ ...claim, neighbours: 1 }, lockOnClaims)).to.deep.equal(dual('same-network'))
    })

    it('nobody for what a stranger may cause by himself: a name, a crowd, a report', () => {
      const facts = {
        ...opening,
        sameName: 3,
        livePages: 99,
        openings: 99,
        marks: ['reported-network'] as const,
      }
      for (const policy of [lockOnClaims, lockOnRequests])
        expect(judgeOpening(facts, policy).outcome).to.equal('dual')
    })
  })
})
