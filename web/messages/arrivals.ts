import type { ArrivalMethod } from '../../shared/recovery.ts'
import { type ArrivalWords, when, withPasskey } from './arrival-words.ts'
import { assistedArrival } from './assisted.ts'
import { contactArrival } from './contacts.ts'
import { formatWhen } from './moments.ts'
import { pairingArrival } from './pairing.ts'
import { slowArrival } from './slow-arrival.ts'

const WORDS: Readonly<Record<ArrivalMethod, ArrivalWords>> = {
  pairing: pairingArrival,
  'backup-code': slowArrival('a backup code'),
  email: slowArrival('a code from a mail'),
  contact: contactArrival,
  assisted: assistedArrival,
  added: {
    done: 'A passkey was added',
    frozen: 'An added passkey is frozen',
    own: 'You signed in with a new passkey',
    happened: ({ by, doneAt, device, network }) =>
      `${when(doneAt)}, on ${device} (network ${network}).${withPasskey('Confirmed', by)}`,
    undoElsewhere: 'You can undo this only with an older passkey.',
    stopped: (name) => `“${name}”, added on the account page, is frozen. It can’t sign in.`,
    brought: (at) => `added ${formatWhen(at)}`,
  },
}

/** For a page that was loaded before an upgrade brought the method. */
const OTHER_WORDS: ArrivalWords = {
  ...pairingArrival,
  happened: ({ by, doneAt, network }) =>
    `${when(doneAt)} (network ${network}).${withPasskey('Approved', by)}`,
  undoElsewhere: 'You can undo this only with an older passkey.',
  brought: (at) => `arrived ${formatWhen(at)}`,
}

/** What is said of a passkey by the way it came to the account. */
export function arrivalWords(method: string): ArrivalWords {
  return Object.hasOwn(WORDS, method) ? WORDS[method as ArrivalMethod] : OTHER_WORDS
}
