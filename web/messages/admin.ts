import type { Door } from '../admin/console-state.ts'
import { formatCount, times } from './counts.ts'
import { formatDuration } from './durations.ts'
import type { Words } from './words.ts'

const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' })

/** Words of the frame of `/admin`, and of its doors. */
export const admin = {
  heading: 'Console',
  loading: 'Opening the console …',
  unreachable: 'The server could not be reached. This page keeps trying.',
  tryAgain: 'Try again',
  account: 'Your account',
  signIn: 'Sign in',
  reload: 'Load the page again',
  confirm: 'Confirm with a passkey',
  enter:
    'It shows who is near a limit and what is locked, so it asks for your passkey first. Then it stays open for an hour.',
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
  'signed-out': { sentence: 'The console is for admins.', next: 'Sign in first. Then you come back here.' },
  'session-ended': {
    sentence: 'You were signed out on this device.',
    next: 'The session was ended or ran out. Sign in to come back here.',
  },
  'not-admin': {
    sentence: 'This page is for admins.',
    next: 'Whoever runs the server can make you one there, with npm run admin -- grant and your account name.',
  },
  probation: {
    sentence: 'The passkey of this session is too new, or suspended.',
    next: 'A passkey that came by a recovery waits before it may do this. Sign in with an older one.',
  },
  'too-new': {
    sentence: 'The passkey of this session is too new for the console.',
    next: 'One that was added or recovered opens it when its 7 days are over. Sign in with an older one.',
  },
  'step-up-over': { sentence: 'The console was open for an hour.', next: 'Confirm once more to go on.' },
  outdated: { sentence: 'This page is older than the server.', next: 'Load it again to go on.' },
}

/** Words of the line that says how fresh the figures are. */
export const freshness = {
  live: 'Live',
  updated: (ageMs: number) =>
    ageMs < 1_000 ? 'updated just now' : `updated ${Math.floor(ageMs / 1_000)} s ago`,
  waiting: 'Waiting for the first figures …',
  silent: (ageMs: number) => `No figures for ${formatAge(ageMs)}: reconnecting`,
  restarting: (ageMs: number) => `The server is restarting. No figures for ${formatAge(ageMs)}`,
  old: (at: number) => `What you see is from ${clock.format(at)} and is not live.`,
  oldPill: (at: number) => `Not live: from ${clock.format(at)}`,
  said: 'No figures arrive. What you see is not live. Reconnecting.',
  saidAgain: 'Figures are live again.',
  jumps: 'On this page',
  alarms: (count: number) => times(count, 'alarm', 'alarms'),
  hotKeys: (count: number) => `${formatCount(count)} near a limit`,
  locks: (count: number) => `${formatCount(count)} locked`,
}

function formatAge(ms: number): string {
  return ms < 100_000 ? `${Math.max(0, Math.floor(ms / 1_000))} s` : formatDuration(ms)
}

/** Words of the section "Overview". */
export const overview = {
  heading: 'Overview',
  calm: 'No alarms. Nothing needs you now.',
  places: (taken: number, all: number) => `of ${formatCount(all)} places taken (${percent(taken, all)})`,
  live: 'Live pages',
  byState: 'Where they stand',
  minutes: 'Minute by minute',
  minutesIntro: 'Each bar is one minute of the last hour; the one that is running stands at the right.',
  risen: 'Rising',
  lastMinute: 'in the last minute',
  hour: (value: number) => `${formatCount(value)} in the last hour`,
  most: (value: number) => `at most ${formatCount(value)} a minute`,
  table: 'Every minute as a table',
  tableCaption: 'What was counted in each minute of the last hour, newest first',
  minute: 'Minute',
  ago: (minutes: number) => (minutes === 0 ? 'this one' : `${minutes} min ago`),
  none: 'Nothing in the last hour.',
  columns: { what: 'What', lastMinute: 'Last minute', hour: 'Last hour' },
}

function percent(part: number, whole: number): string {
  if (whole <= 0 || part <= 0) return '0 %'
  const share = (100 * part) / whole
  return share < 1 ? 'under 1 %' : `${Math.round(share)} %`
}

/** Words of the section "Limits". */
export const limits = {
  heading: 'Limits',
  hot: 'Near or over their limit now',
  hotIntro:
    'Each line is one network, browser, account or session, under a mask that tells them apart and names nobody.',
  noneHot: 'Nobody is near a limit.',
  hotCaption: 'Keys near or over their limit, the fullest first',
  over: 'Over',
  full: 'Full',
  near: 'Near',
  spent: (spent: number, points: number) => `${formatCount(spent)} of ${formatCount(points)}`,
  columnsHot: { budget: 'Limit', key: 'Who', spent: 'Spent', left: 'Time left' },
  all: (count: number) => `All ${formatCount(count)} limits`,
  allIntro: 'The names are those of the setting LIMITS.',
  allCaption: 'Every limit, and what it refused',
  columns: {
    name: 'Limit',
    points: 'Allows',
    per: 'For each',
    refusedLastMinute: 'Refused, last minute',
    refusedLastHour: 'Refused, last hour',
    why: 'Why',
  },
  /** Without a window it is a number of places, or of what makes dual. */
  allows: (points: number, windowMs: number) =>
    windowMs > 0 ? `${formatCount(points)} in ${formatDuration(windowMs)}` : formatCount(points),
  refusing: 'Refusing',
}

/** Words of the section "Locks", and of the dialog that ends one. */
export const locks = {
  heading: 'Locks',
  none: 'Nothing is locked.',
  intro:
    'A lock holds one lost-passkey page, or the way by code into one account. Signing in is never locked.',
  kinds: { page: 'Page', account: 'Account' },
  says: (device: string) => `says it is ${device}`,
  network: (network: string) => `Network ${network}`,
  left: (time: string) => `${time} left`,
  ending: 'Ending now',
  release: 'Release',
  released: 'The lock was released.',
  title: (who: string) => `Release the lock on ${who}?`,
  meaning: {
    page: 'The page can open a new request at once. If it was locked for good reason, that begins again.',
    account: 'The account can use codes again at once. If somebody was at it, they can go on too.',
  },
  reason: 'Reason',
  reasonHint: '3 to 200 characters. It is written down for good, with your name.',
  problems: {
    short: 'Say in at least 3 characters why.',
    long: 'Say it in 200 characters at most.',
    hidden: 'There is a character in it that nobody can see. Type it with ordinary ones.',
  },
  cancel: 'Cancel',
  confirm: 'Confirm with a passkey',
}
