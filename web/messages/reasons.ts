import type { DualReason, EndCause } from '../../shared/reasons.ts'
import type { Words } from './words.ts'

/** Why the PIN from the other device is asked for. */
export const dualReasonWords: Record<DualReason, string> = {
  setting: 'This site always asks for it.',
  'pin-way': 'It always belongs to the way with a typed PIN.',
  'not-me': 'Somebody else’s scan was turned away.',
  'lapsed-claim': 'An earlier scan was not finished.',
  'second-claimant': 'The same code was used with another account.',
  'same-network': 'Somebody else on your network is doing the same just now.',
  'same-name': 'The same account name was typed on another screen.',
  'busy-network': 'Many people on your network are doing this.',
  'place-mismatch': 'The two devices seem to be in different places.',
  'reported-network': 'Somebody on this network reported a request.',
  'two-pages': 'Your account was used with two different screens.',
  'new-store': 'The server was restarted a short while ago.',
}

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
    sentence: 'The same code was used with two accounts.',
    next: 'Nothing was changed. Start again with your account name.',
  },
  locked: {
    sentence: 'Requests got in each other’s way, so this page is locked for a while.',
    next: 'Wait until the lock ends, or use another way.',
  },
  'wrong-pins': { sentence: 'Too many wrong PINs.', next: 'Start again with a new PIN.' },
  'wrong-return-pins': { sentence: 'Too many wrong PINs.', next: 'Start again with a new code.' },
  'registration-failed': {
    sentence: 'The passkey could not be stored.',
    next: 'Start again with a new code.',
  },
  'session-ended': {
    sentence: 'The other device was signed out.',
    next: 'Sign in there again, then start with a new code.',
  },
}
