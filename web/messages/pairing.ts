import type { PairingAuditAction, PairingError } from '../../shared/pairing.ts'
import { type ArrivalWords, when, withPasskey } from './arrival-words.ts'
import { formatWhen } from './moments.ts'
import type { Words } from './words.ts'

// What every page may say of a pairing.

export const pairingErrors: Readonly<Record<PairingError, Words>> = {
  pairing_over: { sentence: 'This request has ended.', next: 'Start again with a new code.' },
  name_required: { sentence: 'We need your account name.', next: 'Enter it to continue.' },
  return_pin_wrong: { sentence: 'That’s not the PIN.', next: 'Check it on your other device.' },
  return_pin_expired: { sentence: 'That PIN has expired.', next: 'Get a new one on your other device.' },
  own_page: {
    sentence: 'This browser can’t approve itself.',
    next: 'You’re signed in here. If you still have a passkey, add another one under “Passkeys”.',
  },
  already_claimed: {
    sentence: 'You’re already using this code on one of your devices.',
    next: 'Continue there, or choose “That wasn’t me: get a new code” on the other screen.',
  },
  no_usable_passkey: {
    sentence: 'This device has no passkey that can approve.',
    next: 'Use another device where you’re signed in with a passkey.',
  },
  claim_over: { sentence: 'This request has ended.', next: 'Get a new code on the other device.' },
  view_changed: {
    sentence: 'Something changed while you were reading.',
    next: 'Read it again, then decide.',
  },
  retire_refused: {
    sentence: 'You can’t replace this passkey.',
    next: 'Choose another one, or “None. Just add a passkey”.',
  },
}

export const pairingArrival: ArrivalWords = {
  done: 'A passkey was added by recovery',
  frozen: 'A recovery is frozen',
  own: 'You recovered your account',
  happened: ({ by, doneAt, device, network, place }) =>
    `${when(doneAt)}, from a device that says it’s ${device}${place ? `, near ${place}` : ''} (network ${network}).${withPasskey('Approved', by)}`,
  undoElsewhere: 'You can undo this recovery only on another of your devices.',
  stopped: (name) => `“${name}”, added by recovery, is frozen. It can’t sign in.`,
  brought: (at) => `approved for another device ${formatWhen(at)}`,
}

export const pairingActivity: Readonly<Record<PairingAuditAction, string>> = {
  'pairing-claimed': 'You scanned or typed a code from another device.',
  'pairing-second-claimant': 'Someone else used the same code, so the request was stopped.',
  'pairing-approved': 'You approved a new passkey on another device.',
  'pairing-denied': 'You denied another device.',
  'pairing-reported': 'You reported a request.',
  'pairing-code-reused': 'A code was used a second time and refused.',
  'pairing-locked': 'Codes got mixed up, so approving was locked for a while.',
}
