import type { NamedPasskey, RecoveryRow } from '../../shared/api.ts'
import type { ArrivalMethod } from '../../shared/recovery.ts'
import { formatWhen } from './moments.ts'

interface ArrivalWords {
  /** Titles of its banner: what happened, that it is frozen, and for the person who came back by it. */
  readonly done: string
  readonly frozen: string
  readonly own: string
  /** When, from where and by which passkey. */
  readonly happened: (row: RecoveryRow) => string
  /** To the person who came back by it, who cannot undo it. */
  readonly undoElsewhere: string
  /** Of a passkey that was stopped. */
  readonly stopped: (name: string) => string
  /** Behind the name of a passkey that another one brought. */
  readonly brought: (at: number) => string
}

/** A new method adds its words here. */
const WORDS: Readonly<Record<ArrivalMethod, ArrivalWords>> = {
  pairing: {
    done: 'A passkey was added by recovery',
    frozen: 'A recovery is frozen',
    own: 'You recovered your account',
    happened: ({ by, doneAt, device, network, place }) =>
      `${when(doneAt)}, from a device that says it’s ${device}${place ? `, near ${place}` : ''} (network ${network}).${withPasskey('Approved', by)}`,
    undoElsewhere: 'You can undo this recovery only on another of your devices.',
    stopped: (name) => `“${name}”, added by recovery, is frozen. It can’t sign in.`,
    brought: (at) => `approved for another device ${formatWhen(at)}`,
  },
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
  ...WORDS.pairing,
  happened: ({ by, doneAt, network }) =>
    `${when(doneAt)} (network ${network}).${withPasskey('Approved', by)}`,
  undoElsewhere: 'You can undo this only with an older passkey.',
  brought: (at) => `arrived ${formatWhen(at)}`,
}

/** What is said of a passkey by the way it came to the account. */
export function arrivalWords(method: string): ArrivalWords {
  return Object.hasOwn(WORDS, method) ? WORDS[method as ArrivalMethod] : OTHER_WORDS
}

function withPasskey(done: string, by: NamedPasskey | null): string {
  return by ? ` ${done} with “${by.name}”.` : ''
}

/** At the beginning of a sentence. */
function when(at: number): string {
  const words = formatWhen(at)
  return words.charAt(0).toUpperCase() + words.slice(1)
}
