import type { EndCause } from '../../../shared/end-causes.ts'
import type { Words } from '../../messages/words.ts'

const OTHER: Words = { sentence: 'This recovery has ended', next: 'You can start again.' }

/** How a slow recovery can end, and what to do next. */
const WORDS: Partial<Record<EndCause, Words>> = {
  denied: {
    sentence: 'Someone who is signed in stopped this',
    next: 'On a device that’s signed in to the account, someone pressed “Stop: this wasn’t me”. If it was you or someone you know, start again. If not, get help: someone else may be in your account.',
  },
  'replaced-by-newer': {
    sentence: 'A newer recovery took its place',
    next: 'Continue with the newer one, in the browser where you started it.',
  },
  'time-ran-out': {
    sentence: 'Time ran out',
    next: 'You can start again.',
  },
  'operator-ended': {
    sentence: 'Support stopped this',
    next: 'Ask them why, or for a new link.',
  },
  'support-ended': {
    sentence: 'Support stopped this',
    next: 'Call them and ask why. You can open another case.',
  },
  'registration-failed': {
    sentence: 'The new passkey couldn’t be created',
    next: 'Start again, perhaps in another browser.',
  },
}

/** The words of a cause, whether this page knows it or not. */
export function endWords(cause: EndCause | null): Words {
  return (cause && WORDS[cause]) ?? OTHER
}
