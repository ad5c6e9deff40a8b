import type { DualReason, PairingEndCause } from '../../../shared/pairing.ts'
import type { Words } from '../../messages/words.ts'

/** Why the PIN from the other device is needed. It is read on both devices, so no device is called "this" one. */
export const dualReasonWords: Record<DualReason, string> = {
  setting: 'This site asks for it every time.',
  'pin-way': 'When a PIN is used instead of the QR code, each device asks for one.',
  'not-me': 'An earlier request was cancelled with “That wasn’t me”.',
  'lapsed-claim': 'An earlier request wasn’t finished.',
  'second-claimant': 'A few minutes ago, two accounts used the same code.',
  'same-network': 'Someone else on the same network, such as the same Wi-Fi, is doing this at the same time.',
  'same-name': 'The same account name was typed on another screen too.',
  'busy-network': 'Many people on the same network are doing this, as in an office or a café.',
  'place-mismatch':
    'The two devices seem to be far apart. That’s a guess from their networks, and a VPN can make it wrong.',
  'reported-network':
    'In the last hour, someone reported a request from the network of the screen that’s asking.',
  'two-pages': 'The codes from two screens were used with this account within ten minutes.',
  'new-store':
    'Our server has just started and is extra careful for its first ten minutes. It’s not about you.',
}

const NO_LONGER = 'This code no longer works'

/** How a request ended, and what to do next. */
export const endCauseWords: Record<PairingEndCause, Words> = {
  denied: {
    sentence: 'Your other device denied this request',
    next: 'If that was a mistake, start again.',
  },
  reported: {
    sentence: 'Your other device reported this request',
    next: 'If it was yours, start again and tell the person with the other device.',
  },
  cancelled: { sentence: 'This request was cancelled', next: 'Start again with a new code.' },
  'not-my-account': {
    sentence: 'You said this isn’t your account',
    next: 'Start again with a new code that only you can see.',
  },
  'replaced-by-newer': { sentence: 'A newer request took its place', next: 'Continue with the newer one.' },
  'time-ran-out': { sentence: 'Time ran out', next: 'Start again with a new code.' },
  'page-gone': { sentence: 'The other screen was closed', next: 'Open it again for a new code.' },
  'second-claimant': {
    sentence: 'Someone else used this code',
    next: 'Continue with your account name.',
  },
  locked: {
    sentence: 'This page has to wait',
    next: 'Wait until the lock is over, or use another way.',
  },
  'wrong-return-pins': {
    sentence: NO_LONGER,
    next: 'A wrong PIN was typed here three times. Start again with a new code.',
  },
  'registration-failed': {
    sentence: NO_LONGER,
    next: 'The new passkey couldn’t be created in three tries. Start again, perhaps in another browser.',
  },
  'session-ended': {
    sentence: 'Your other device was signed out',
    next: 'Sign in there again, then start again with a new code.',
  },
}
