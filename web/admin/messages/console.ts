import { formatCount, times } from '../../messages/counts.ts'
import { formatDuration } from '../../messages/durations.ts'
import { errorWords } from '../../messages/errors.ts'
import type { Words } from '../../messages/words.ts'
import type { PageError } from '../../wire/page-error.ts'
import type { Door } from '../console-state.ts'

const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' })

/** Words of the frame of `/admin`, and of its doors. */
export const admin = {
  heading: 'Console',
  loading: 'Opening the console…',
  unreachable: 'We can’t reach the server. This page keeps trying.',
  tryAgain: 'Try again',
  account: 'Your account',
  signIn: 'Sign in',
  reload: 'Load the page again',
  confirm: 'Confirm with a passkey',
  enter:
    'The console shows who is close to a limit and what is locked, so we ask for your passkey first. It then stays open for an hour.',
}

/** The one heading of each door. */
export const doorHeadings: Record<Door, string> = {
  knocking: admin.heading,
  open: admin.heading,
  'signed-out': admin.heading,
  'session-ended': admin.heading,
  'not-admin': admin.heading,
  probation: admin.heading,
  'too-new': admin.heading,
  outdated: admin.heading,
  'step-up': 'Open the console',
  'step-up-over': 'Open the console',
}

/** Why a door is shut, and what to do. */
export const doorWords: Partial<Record<Door, Words>> = {
  'signed-out': { sentence: 'The console is for admins.', next: 'Sign in and we’ll bring you back here.' },
  'session-ended': {
    sentence: 'You were signed out on this device.',
    next: 'Your session was ended or expired. Sign in to come back here.',
  },
  'not-admin': {
    sentence: 'This page is for admins.',
    next: 'The operator of this site can make you an admin with “npm run admin -- grant” and your account name.',
  },
  probation: {
    sentence: 'The passkey you signed in with is too new, or suspended.',
    next: 'A passkey that was added or recovered can open it after 7 days. Sign in with an older one.',
  },
  'too-new': {
    sentence: 'The passkey you signed in with is too new for the console.',
    next: 'A passkey that was added or recovered can open it after 7 days. Sign in with an older one.',
  },
  'step-up-over': { sentence: 'The console closes after an hour.', next: 'Confirm again to continue.' },
  outdated: { sentence: 'This page is out of date.', next: 'Load it again to continue.' },
}

/** The console closed over an open dialog. */
export const reopening = {
  closed: 'The console closes after an hour.',
  next: 'Open it again to continue. What you typed stays here.',
  open: 'Open the console again',
}

/** Words of the line that says how fresh the figures are. */
export const freshness = {
  live: 'Live',
  updated: (ageMs: number) =>
    ageMs < 1_000 ? 'updated just now' : `updated ${Math.floor(ageMs / 1_000)} s ago`,
  silent: (ageMs: number) => `No updates for ${formatAge(ageMs)}. Reconnecting…`,
  restarting: (ageMs: number) => `The server is restarting. No updates for ${formatAge(ageMs)}.`,
  old: (at: number) => `What you see is from ${clock.format(at)}. It isn’t live.`,
  oldPill: (at: number) => `Not live: from ${clock.format(at)}`,
  said: 'No updates are coming in. What you see isn’t live. Reconnecting.',
  saidAgain: 'Live again.',
  jumps: 'On this page',
  alarms: (count: number) => times(count, 'alarm', 'alarms'),
  hotKeys: (count: number) => `${formatCount(count)} close to a limit`,
  locks: (count: number) => `${formatCount(count)} locked`,
  deadEvents: (count: number) => times(count, 'undelivered event', 'undelivered events'),
  troubled: (count: number) => times(count, 'server in trouble', 'servers in trouble'),
}

function formatAge(ms: number): string {
  return ms < 100_000 ? `${Math.max(0, Math.floor(ms / 1_000))} s` : formatDuration(ms)
}

/** Words of the section "Overview". */
export const overview = {
  heading: 'Overview',
  places: (taken: number, all: number) => `of ${formatCount(all)} places taken (${percent(taken, all)})`,
  live: 'Open lost-passkey pages',
  byState: 'Open pages by step',
  columns: { what: 'What', lastMinute: 'Last minute', hour: 'Last hour' },
}

function percent(part: number, whole: number): string {
  if (whole <= 0 || part <= 0) return '0%'
  const share = (100 * part) / whole
  return share < 1 ? 'under 1%' : `${Math.round(share)}%`
}

/** Words of the section "Locks", and of the dialog that ends one. */
export const locks = {
  heading: 'Locks',
  none: 'Nothing is locked.',
  intro: 'A lock stops one lost-passkey page, or codes for one account. Signing in is never locked.',
  kinds: { page: 'Page', account: 'Account' },
  says: (device: string) => `says it’s ${device}`,
  network: (network: string) => `Network ${network}`,
  left: (time: string) => `${time} left`,
  ending: 'Ending now',
  release: 'Release',
  released: 'Lock released.',
  title: (who: string) => `Release the lock on ${who}?`,
  meaning: {
    page: 'The page can start a new request right away. If it was locked for a good reason, the trouble can start again.',
    account:
      'The account can use codes again right away. If someone was attacking it, they can continue too.',
  },
  reason: 'Reason',
  reasonHint: '3 to 200 characters. We keep it in the audit log, with your account.',
  problems: {
    short: 'Enter at least 3 characters.',
    long: 'Use 200 characters at most.',
    hidden: 'The reason contains an invisible character. Remove it and try again.',
  },
  cancel: 'Cancel',
  confirm: 'Confirm with a passkey',
}

/** Why a lock was not released. */
export function releaseWords(error: PageError): Words {
  return error.code === 'not_found' ? LOCK_IS_OVER : errorWords(error)
}

const LOCK_IS_OVER: Words = {
  sentence: 'This lock is over: it was released, or its time ran out.',
  next: 'Close this. Nothing is left to do.',
}
