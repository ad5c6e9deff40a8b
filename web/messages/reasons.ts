import type { DualReason, EndCause } from '../../shared/reasons.ts'
import type { Words } from './words.ts'

/** Why the PIN from the other device is asked for; read on both devices, so neither is "this" one. */
export const dualReasonWords: Record<DualReason, string> = {
  setting: 'This site asks for it every time.',
  'pin-way': 'The way with a typed PIN always takes one on each device.',
  'not-me': 'An earlier scan was turned away with “Not me”.',
  'lapsed-claim': 'An earlier scan was left unfinished.',
  'second-claimant': 'A few minutes ago, two accounts used the same code.',
  'same-network': 'Someone else on the same network, such as the same Wi-Fi, is doing this at the same time.',
  'same-name': 'The same account name was typed on another screen too.',
  'busy-network': 'Many people on the same network are doing this, as in an office or a café.',
  'place-mismatch':
    'The two devices seem to be far apart. That is a guess from their networks, and a VPN can mislead it.',
  'reported-network':
    'Within the last hour, someone reported a request from the network of the asking screen.',
  'two-pages': 'The codes of two screens were used with this account within ten minutes.',
  'new-store':
    'Our server has started anew, and takes more care for its first ten minutes. It is not about you.',
}

const BURNT = 'This code is burnt: start again'

/** How a request ended, and what to do next. */
export const endCauseWords: Record<EndCause, Words> = {
  denied: { sentence: 'The other device said no.', next: 'If that was a mistake, start again.' },
  reported: {
    sentence: 'The other device reported this request.',
    next: 'If it was yours, start again and tell the person at the other device.',
  },
  cancelled: { sentence: 'This request was cancelled.', next: 'Start again with a new code.' },
  'not-my-account': {
    sentence: 'You said that this is not your account.',
    next: 'No passkey was created. Start again with a new code that only you can see.',
  },
  'replaced-by-newer': { sentence: 'A newer request took its place.', next: 'Go on with the newer one.' },
  'time-ran-out': { sentence: 'The time ran out.', next: 'Start again with a new code.' },
  'page-gone': { sentence: 'The other screen was closed.', next: 'Open it again for a new code.' },
  'second-claimant': {
    sentence: 'Someone else scanned this code',
    next: 'Go on with your account name.',
  },
  locked: {
    sentence: 'This page has to wait',
    next: 'Wait until the lock ends, or use another way.',
  },
  'wrong-return-pins': {
    sentence: BURNT,
    next: 'A wrong PIN was typed here three times, so this code works no more. The next one will.',
  },
  'registration-failed': {
    sentence: BURNT,
    next: 'The new passkey could not be created in three tries, so this code works no more. Try again, perhaps in another browser.',
  },
  'session-ended': {
    sentence: 'The other device was signed out.',
    next: 'Sign in there again, then start with a new code.',
  },
}
