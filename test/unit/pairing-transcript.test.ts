import { expect } from 'chai'
import type { Matched } from '../../server/methods/pairing/machine.ts'
import { approvalTranscript } from '../../server/methods/pairing/transcript.ts'
import type { AccountId, ClaimId, CredentialId, PageKey, PairingId } from '../../shared/ids.ts'
import type { ApprovalChoice } from '../../shared/protocol.ts'
import { aliceClaim, matched, open } from '../support/pairing-records.ts'

const choice: ApprovalChoice = {
  retire: { credentialId: 'credential-lost' as CredentialId, mode: 'lost' },
  endOtherSessions: true,
}
const transcript = approvalTranscript(matched, choice)

const pairings: Readonly<Record<string, Partial<Matched>>> = {
  pairing: { id: 'BBBBBBBBBBBBBBBBBBBBBB' as PairingId },
  claim: { claim: { ...aliceClaim, id: 'claim-2' as ClaimId } },
  'view version': { viewVersion: matched.viewVersion + 1 },
  'page key': { pageKey: 'another-key' as PageKey },
  account: { claim: { ...aliceClaim, accountId: 'account-mallory' as AccountId } },
  'account name': { claim: { ...aliceClaim, accountName: 'Alice of 0z' } },
  purpose: { purpose: 'add' },
  device: { requester: { ...open.requester, device: 'Safari on iPhone' } },
  network: { requester: { ...open.requester, network: '203.0.113.0/24' } },
  place: { requester: { ...open.requester, place: 'Vienna' } },
  beginning: { openedAt: matched.openedAt + 1 },
}

const choices: Readonly<Record<string, ApprovalChoice>> = {
  'retiring nothing': { ...choice, retire: null },
  'another passkey to retire': {
    ...choice,
    retire: { credentialId: 'credential-other' as CredentialId, mode: 'lost' },
  },
  'stolen instead of lost': {
    ...choice,
    retire: { credentialId: 'credential-lost' as CredentialId, mode: 'stolen' },
  },
  'other sessions kept': { ...choice, endOtherSessions: false },
}

describe('the transcript that an approval signs', () => {
  for (const [what, over] of Object.entries(pairings)) {
    it(`is another for another ${what}`, () => {
      expect(approvalTranscript({ ...matched, ...over }, choice)).not.to.equal(transcript)
    })
  }

  for (const [what, other] of Object.entries(choices)) {
    it(`is another for ${what}`, () => {
      expect(approvalTranscript(matched, other)).not.to.equal(transcript)
    })
  }

  it('is the same for what the person cannot see change', () => {
    const later: Matched = { ...matched, version: matched.version + 5, detachedAt: 1, replies: {} }
    expect(approvalTranscript(later, choice)).to.equal(transcript)
  })

  it('keeps its fields apart, so that a name cannot play another field', () => {
    const one = { ...matched, requester: { device: 'a","b', network: 'c', place: null } }
    const other = { ...matched, requester: { device: 'a', network: 'b","c', place: null } }
    expect(approvalTranscript(one, choice)).not.to.equal(approvalTranscript(other, choice))
  })
})
