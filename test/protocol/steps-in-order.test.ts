import { expect } from 'chai'
import type { ErrorCode } from '../../shared/errors.ts'
import { newCommandId, qrOf, viewOf } from '../support/page-device.ts'
import { approval, claimOf, NOTHING_LOST } from '../support/signed-in-device.ts'
import { describeOnCommonSites } from '../support/sites.ts'
import {
  approved,
  codeOf,
  dualClaimed,
  newApprover,
  openPage,
  type Pair,
  recovered,
  registered,
  scanned,
} from './scene.ts'

type Refused = Partial<Record<keyof typeof STEPS, ErrorCode>>

/** Every step of the two devices, made whether or not it is its time. */
const STEPS = {
  'type a name': ({ page }: Pair) => page.typeName('Someone'),
  'new code': ({ page }: Pair) => page.newCode(),
  'type the return PIN': ({ page }: Pair) => page.typeReturnPin('1234567'),
  'registration options': ({ page }: Pair) => page.registerOptions(),
  register: ({ page, approver }: Pair) => page.register(approver.authenticator.create(CREATION)),
  'fresh return PIN': ({ approver, claim }: Pair) => approver.renewReturnPin(claim.claimId),
  'approval options': ({ approver, claim }: Pair) => approver.approveOptions(claim.claimId, NOTHING_LOST),
  approve: async ({ approver, claim }: Pair) => {
    const stepUp = await approver.stepUp({ do: 'add-passkey' })
    return approver.sendApproval(approval(claim, NOTHING_LOST, stepUp, newCommandId()))
  },
  deny: ({ approver, claim }: Pair) => approver.deny(claim.claimId),
  'cancel on the page': ({ page }: Pair) => page.cancel(),
} as const

const CREATION = {
  rp: { id: 'localhost', name: 'Rekey' },
  user: { id: 'AAAA', name: 'A', displayName: 'A' },
  challenge: 'A'.repeat(43),
  pubKeyCredParams: [],
}

const PAGE_LATE = { 'type a name': 'not_now', 'type the return PIN': 'not_now' } as const
const NOT_YET = { 'registration options': 'not_now', register: 'not_now' } as const
const NO_CLAIM = {
  'fresh return PIN': 'claim_over',
  'approval options': 'claim_over',
  approve: 'claim_over',
  deny: 'claim_over',
} as const
const DECIDED = { 'fresh return PIN': 'not_now', 'approval options': 'not_now', approve: 'not_now' } as const
const OVER: Refused = {
  'type a name': 'pairing_over',
  'new code': 'pairing_over',
  'type the return PIN': 'pairing_over',
  'registration options': 'pairing_over',
  register: 'pairing_over',
  'fresh return PIN': 'pairing_over',
  'approval options': 'not_now',
  approve: 'not_now',
  deny: 'pairing_over',
  'cancel on the page': 'pairing_over',
}

describeOnCommonSites('a step that is out of order', (site) => {
  const states: Record<string, { begin: () => Promise<Pair>; refused: Refused }> = {
    open: {
      begin: async () => ({
        page: await openPage(site),
        approver: await newApprover(site),
        claim: { ...(await scanned(site)).claim, claimId: 'A'.repeat(44) as Pair['claim']['claimId'] },
      }),
      refused: { 'type the return PIN': 'not_now', ...NOT_YET, ...NO_CLAIM },
    },
    claimed: {
      begin: () => dualClaimed(site),
      refused: { 'type a name': 'not_now', ...NOT_YET, 'approval options': 'not_now', approve: 'not_now' },
    },
    matched: {
      begin: () => scanned(site),
      refused: { ...PAGE_LATE, ...NOT_YET, 'fresh return PIN': 'not_now' },
    },
    approved: {
      begin: () => approved(site),
      refused: { ...PAGE_LATE, ...DECIDED, 'new code': 'not_now', register: 'not_now' },
    },
    registered: {
      begin: () => registered(site),
      refused: {
        ...PAGE_LATE,
        ...NOT_YET,
        ...DECIDED,
        'new code': 'not_now',
        'cancel on the page': 'not_now',
      },
    },
    done: {
      begin: () => recovered(site),
      refused: {
        ...PAGE_LATE,
        ...NOT_YET,
        ...DECIDED,
        'new code': 'not_now',
        'cancel on the page': 'not_now',
        deny: 'not_now',
      },
    },
    denied: {
      begin: async () => {
        const pair = await approved(site)
        claimOf(await pair.approver.deny(pair.claim.claimId))
        return pair
      },
      refused: OVER,
    },
    cancelled: {
      begin: async () => {
        const pair = await scanned(site)
        viewOf(await pair.page.cancel())
        return pair
      },
      refused: OVER,
    },
    burned: {
      begin: async () => {
        const page = await openPage(site)
        const [approver, second] = await Promise.all([newApprover(site), newApprover(site)])
        const { body } = await second.look(qrOf(page.view))
        const claim = claimOf(await approver.scan(qrOf(page.view)))
        expect(codeOf(await second.claim(body))).to.equal('code_invalid')
        return { page, approver, claim }
      },
      refused: OVER,
    },
  }

  for (const [state, { begin, refused }] of Object.entries(states)) {
    it(`is refused while the pairing is ${state}, and changes nothing`, async () => {
      const pair = await begin()
      // A connection of its own for what follows: the steps so far have taken of the burst of the first one.
      await pair.page.drop()
      await pair.page.connect(site.otherUrl)
      viewOf(await pair.page.resume())
      const before = viewOf(await pair.page.state())
      expect(before.state).to.equal(state)
      for (const [step, code] of Object.entries(refused)) {
        const reply = await STEPS[step as keyof typeof STEPS](pair)
        expect(codeOf(reply), step).to.equal(code)
      }
      expect(viewOf(await pair.page.state())).to.include({ state, version: before.version })
    })
  }
})
