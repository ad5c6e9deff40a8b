import type {
  Approval,
  Approved,
  Binding,
  Claim,
  Claimed,
  Done,
  Ended,
  Matched,
  Open,
  Pairing,
  Registered,
} from '../../server/methods/pairing/machine.ts'
import type {
  AccountId,
  ClaimId,
  CommandId,
  ConnectionId,
  CredentialId,
  PageKey,
  PairingId,
  SessionId,
} from '../../shared/ids.ts'
import type { PairingState } from '../../shared/pairing-view.ts'

// One pairing as it goes through its life, as literal records: a test of the machine starts from any of
// them, without walking there by the very code that it tests.

const OPENED = 1_700_000_000_000

/** When each step of the sample life happens, by the store's clock. */
export const AT = {
  opened: OPENED,
  claimed: OPENED + 30_000,
  approved: OPENED + 60_000,
  registered: OPENED + 80_000,
} as const

/** A moment at which nothing of the sample life has run out, the return PIN included. */
export const SOON = OPENED + 85_000

export const commandId = (name: string) => `command-${name}` as CommandId

export const ALICE = {
  accountId: 'account-alice' as AccountId,
  sessionId: 'session-alice-laptop' as SessionId,
}
export const ALICE_ON_PHONE = { ...ALICE, sessionId: 'session-alice-phone' as SessionId }
export const MALLORY = {
  accountId: 'account-mallory' as AccountId,
  sessionId: 'session-mallory' as SessionId,
}

const CLAIM_ID = 'claim-1' as ClaimId
export const OLD_CLAIM_ID = 'claim-0' as ClaimId
export const HOLDER = { ...ALICE, claimId: CLAIM_ID }

export const aliceClaim: Claim = {
  ...ALICE,
  id: CLAIM_ID,
  accountName: 'Alice of Oz',
  at: AT.claimed,
  way: 'qr',
  between: { network: 'other', distanceKm: null },
}

export const approval: Approval = {
  at: AT.approved,
  credentialId: 'credential-alice-laptop' as CredentialId,
  steppedUpAt: AT.approved,
  retire: { credentialId: 'credential-alice-lost' as CredentialId, mode: 'lost' },
  endOtherSessions: true,
}

export const NEW_CREDENTIAL = 'credential-alice-new' as CredentialId
export const boundToAlice: Binding = { name: 'alice of oz', accountId: ALICE.accountId }
export const PIN_HASH = 'hash of the PIN of epoch 1'
export const RETURN_PIN_HASH = 'hash of the return PIN of round 0'

export const open: Open = {
  format: 2,
  state: 'open',
  id: 'AAAAAAAAAAAAAAAAAAAAAA' as PairingId,
  version: 7,
  purpose: 'replace',
  pageKey: 'page-key' as PageKey,
  browser: 'browser-of-the-page',
  network: 'network-of-the-page',
  wideNetwork: null,
  requester: { device: 'Chrome on Windows', network: '192.0.2.0/24', place: null },
  place: null,
  keyId: 'key-1',
  openedAt: AT.opened,
  epoch: 1,
  epochAt: AT.opened,
  binding: null,
  pinHash: null,
  wrongReturnPins: 0,
  reasons: [],
  viewVersion: 1,
  connection: 'connection-1' as ConnectionId,
  detachedAt: null,
  replies: {},
}

export const openDual: Open = { ...open, reasons: ['setting'] }
export const openBound: Open = { ...open, binding: boundToAlice, pinHash: PIN_HASH }

const afterClaim = { ...open, viewVersion: 2, claim: aliceClaim }

export const claimed: Claimed = {
  ...afterClaim,
  state: 'claimed',
  reasons: ['setting'],
  returnPin: { hash: RETURN_PIN_HASH, round: 0, madeAt: AT.claimed },
}
export const matched: Matched = { ...afterClaim, state: 'matched' }
export const approved: Approved = {
  ...afterClaim,
  state: 'approved',
  approval,
  challenge: null,
  failedRegistrations: 0,
}
export const challenged: Approved = { ...approved, challenge: 'challenge-1' }
export const registered: Registered = {
  ...afterClaim,
  state: 'registered',
  approval,
  credentialId: NEW_CREDENTIAL,
  registeredAt: AT.registered,
}
export const done: Done = { ...registered, state: 'done', doneAt: AT.registered + 60_000 }

const ended = { ...afterClaim, endedAt: AT.registered }
export const denied: Ended = { ...ended, state: 'denied', cause: 'denied' }
export const expired: Ended = { ...ended, state: 'expired', cause: 'time-ran-out' }
export const cancelled: Ended = { ...ended, state: 'cancelled', cause: 'cancelled' }
export const burned: Ended = { ...ended, state: 'burned', cause: 'second-claimant' }

/** Every state of the union, in the order of the life of a pairing, with the variants that matter. */
export const records = {
  open,
  openDual,
  openBound,
  claimed,
  matched,
  approved,
  challenged,
  registered,
  done,
  denied,
  expired,
  cancelled,
  burned,
} as const satisfies Record<PairingState, Pairing> & Record<string, Pairing>
