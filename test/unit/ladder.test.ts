import { expect } from 'chai'
import {
  type ClaimFacts,
  type LadderSettings,
  type OpeningFacts,
  rungAtClaim,
  rungAtOpening,
  type Surroundings,
  sticks,
} from '../../server/methods/pairing/risk/ladder.ts'
import { DUAL_REASONS, type DualReason } from '../../shared/reasons.ts'

const HOUR_MS = 3_600_000

const settings: LadderSettings = {
  dualPin: 'adaptive',
  onContention: 'dual-pin',
  lockOn: 'claims',
  lockMs: HOUR_MS,
  busyPages: 5,
  busyOpenings: 10,
}
const lockOnClaims: LadderSettings = { ...settings, onContention: 'lock' }
const lockOnRequests: LadderSettings = { ...lockOnClaims, lockOn: 'requests' }

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

const dual = (...reasons: DualReason[]) => ({ rung: 'dual', reasons })
const lock = (reason: DualReason) => ({ rung: 'lock', reason, forMs: HOUR_MS })
const wait = (code: string, forMs: number) => ({ rung: 'wait', code, forMs })

describe('the ladder', () => {
  it('asks nothing of somebody who is alone, at opening and at the claim, under every policy', () => {
    for (const policy of [settings, lockOnClaims, lockOnRequests]) {
      expect(rungAtOpening(opening, policy)).to.deep.equal({ rung: 'single' })
      expect(rungAtClaim(claim, policy)).to.deep.equal({ rung: 'single' })
    }
  })

  describe('reasons for dual', () => {
    const expectDual = (reason: DualReason, facts: Partial<typeof alone>, policy = settings) => {
      expect(rungAtOpening({ ...opening, ...facts }, policy)).to.deep.equal(dual(reason))
      expect(rungAtClaim({ ...claim, ...facts }, policy)).to.deep.equal(dual(reason))
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
      expect(rungAtOpening({ ...opening, ...almost }, settings)).to.deep.equal({ rung: 'single' })
    })

    it('[L26] the PIN way', () => {
      expect(rungAtClaim({ ...claim, way: 'pin' }, settings)).to.deep.equal(dual('pin-way'))
    })

    it('[L27] places that are not one', () => {
      expect(rungAtClaim({ ...claim, placesDiffer: true }, settings)).to.deep.equal(dual('place-mismatch'))
    })

    it('[L28] an account that claims pages of two browsers', () => {
      expect(rungAtClaim({ ...claim, otherBrowsers: 1 }, settings)).to.deep.equal(dual('two-pages'))
    })

    it('come together, each once', () => {
      const facts = {
        ...claim,
        neighbours: 2,
        marks: ['same-network', 'not-me'] as const,
        way: 'pin' as const,
      }
      expect(rungAtClaim(facts, settings)).to.deep.equal(dual('same-network', 'not-me', 'pin-way'))
    })

    it('stick, but for those that hold by themselves or lead to no downgrade', () => {
      const passing = DUAL_REASONS.filter((reason) => !sticks(reason))
      expect(passing).to.deep.equal(['setting', 'pin-way', 'reported-network', 'new-store'])
    })
  })

  describe('stops', () => {
    it('[L1] a page whose browser is locked, and says how long', () => {
      expect(rungAtOpening({ ...opening, lockedMs: 7 }, settings)).to.deep.equal(wait('locked', 7))
    })

    it('[L2] a page beyond its budget', () => {
      const budget = { allowed: false, retryAfterMs: 9 } as const
      expect(rungAtOpening({ ...opening, budget }, settings)).to.deep.equal(wait('rate_limited', 9))
    })

    it('[L3] a page whose network is full', () => {
      const facts = { ...opening, admission: 'network-full' } as const
      expect(rungAtOpening(facts, settings)).to.deep.equal(wait('rate_limited', 60_000))
    })

    it('[L4] a page when the deployment is full', () => {
      const facts = { ...opening, admission: 'deployment-full' } as const
      expect(rungAtOpening(facts, settings)).to.deep.equal(wait('server_full', 60_000))
    })

    it('[P24] a page without a name after a second claimant', () => {
      const facts = { ...opening, marks: ['second-claimant'] as const }
      expect(rungAtOpening(facts, settings)).to.deep.equal({ rung: 'refuse', code: 'name_required' })
      expect(rungAtOpening({ ...facts, named: true }, settings)).to.deep.equal(dual('second-claimant'))
    })

    it('[L6] the claim of a page that is locked, in the words for every code that does not work', () => {
      const refused = { rung: 'refuse', code: 'code_invalid' }
      expect(rungAtClaim({ ...claim, pageLockedMs: 5 }, lockOnClaims)).to.deep.equal(refused)
    })
  })

  describe('locks', () => {
    it('[L7] an account between two pages, where contention locks', () => {
      const facts = { ...claim, otherBrowsers: 1 }
      for (const policy of [lockOnClaims, lockOnRequests])
        expect(rungAtClaim(facts, policy)).to.deep.equal(lock('two-pages'))
    })

    it('[L5] [L8] two requests of one network, only where requests lock', () => {
      expect(rungAtOpening({ ...opening, neighbours: 1 }, lockOnRequests)).to.deep.equal(lock('same-network'))
      expect(rungAtClaim({ ...claim, neighbours: 1 }, lockOnRequests)).to.deep.equal(lock('same-network'))
      expect(rungAtOpening({ ...opening, neighbours: 1 }, lockOnClaims)).to.deep.equal(dual('same-network'))
      expect(rungAtClaim({ ...claim, neighbours: 1 }, lockOnClaims)).to.deep.equal(dual('same-network'))
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
        expect(rungAtOpening(facts, policy).rung).to.equal('dual')
    })
  })
})
