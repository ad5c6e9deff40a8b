import type { LiveCounts, MeasureName } from '../../../shared/admin.ts'
import type { Worded } from '../measures.ts'
import { limitName } from './limits.ts'

/** Where a live page stands. */
export const stateNames: Record<keyof LiveCounts, string> = {
  open: 'Waiting for a scan or PIN',
  claimed: 'Code used, waiting for PIN',
  matched: 'Waiting for approval',
  approved: 'Creating the passkey',
}

/** What is counted by the minute. */
export const measureNames: Record<MeasureName, string> = {
  opened: 'Pages opened',
  single: 'Scanned without a PIN',
  dual: 'Asked for two PINs',
  refused: 'Refused',
  wrongPins: 'Wrong PINs',
  codeReuse: 'Used codes tried again',
  ended: 'Ended without a passkey',
  done: 'Recovered',
  locks: 'Locked',
}

/** Headings of what a count is made up of. */
export const wordedHeadings: Record<Worded, string> = {
  dual: 'Why two PINs were asked for',
  refused: 'What was refused',
  ended: 'How requests ended',
  locks: 'Why something was locked',
}

/** Words of counts, for people who do not know the names in the code. An unknown one is shown as it is. */
export const wordNames: Record<Worded, Readonly<Record<string, string>>> = {
  dual: {
    setting: 'This site always asks',
    'pin-way': 'A PIN was typed instead of scanning',
    'not-me': '“That wasn’t me” on the page',
    'lapsed-claim': 'An earlier request wasn’t finished',
    'second-claimant': 'Two accounts, one code',
    'same-network': 'Another request on the same network',
    'same-name': 'Another request for the same name',
    'busy-network': 'A busy network',
    'place-mismatch': 'The devices are in different places',
    'reported-network': 'Someone reported this network',
    'two-pages': 'One account, two pages',
    'new-store': 'The store is new',
  },
  refused: {
    server_full: 'All places taken',
    locked: 'Locked',
    name_required: 'Asked to type the account name first',
  },
  ended: {
    denied: 'Denied',
    reported: 'Reported',
    cancelled: 'Cancelled',
    'not-my-account': '“Not my account”',
    'replaced-by-newer': 'Replaced by a newer page',
    'time-ran-out': 'Time ran out',
    'page-gone': 'Page closed',
    'second-claimant': 'Two accounts, one code',
    locked: 'Locked',
    'wrong-return-pins': 'Too many wrong PINs on the page',
    'registration-failed': 'Passkey couldn’t be saved',
    'session-ended': 'Approving device was signed out',
  },
  locks: {
    'same-network': 'Two requests on one network',
    'second-claimant': 'Two accounts, one code',
    'two-pages': 'One account, two pages',
  },
}

/** What refused: a limit, or another word. */
export function refusedName(word: string): string {
  return wordNames.refused[word] ?? limitName(word)
}
