import type { LiveCounts } from '../../shared/admin.ts'
import type { MeasureName, Worded } from '../admin/measures.ts'

/** Where a live page stands. */
export const stateNames: Record<keyof LiveCounts, string> = {
  open: 'Waiting to be scanned',
  claimed: 'Scanned, PIN due',
  matched: 'Being decided',
  approved: 'Creating the passkey',
}

/** What is counted by the minute. */
export const measureNames: Record<MeasureName, string> = {
  opened: 'Pages opened',
  single: 'Claims without a PIN',
  dual: 'Reasons for PINs on both devices',
  refused: 'Refused',
  wrongPins: 'Wrong PINs',
  codeReuse: 'Used-up codes tried again',
  ended: 'Ended without a passkey',
  done: 'Recovered',
  locks: 'Times locked',
}

/** Headings of what a count is made up of. */
export const wordedHeadings: Record<Worded, string> = {
  dual: 'Why PINs on both devices',
  refused: 'What was refused',
  ended: 'How requests ended',
  locks: 'Why something was locked',
}

/** Words of counts, for those who were not here when they were named. A newer one is shown as it is. */
export const wordNames: Record<Worded, Readonly<Record<string, string>>> = {
  dual: {
    setting: 'This deployment always asks',
    'pin-way': 'The way with a typed PIN',
    'not-me': '“That wasn’t me” on the page',
    'lapsed-claim': 'An earlier scan was not finished',
    'second-claimant': 'Two accounts, one code',
    'same-network': 'Another request on the same network',
    'same-name': 'Another request for the same name',
    'busy-network': 'A busy network',
    'place-mismatch': 'Two places that differ',
    'reported-network': 'A report from the same network',
    'two-pages': 'One account, two pages',
    'new-store': 'The store is new',
  },
  refused: {
    server_full: 'All places taken',
    locked: 'Locked',
    name_required: 'Sent back to type a name',
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
    'registration-failed': 'Passkey could not be stored',
    'session-ended': 'Approving device signed out',
  },
  locks: {
    'same-network': 'Two requests on one network',
    'second-claimant': 'Two accounts, one code',
    'two-pages': 'One account, two pages',
  },
}
