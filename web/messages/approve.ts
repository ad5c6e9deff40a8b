import type { BetweenFacts, Purpose, RetireOption } from '../../shared/pairing-view.ts'
import type { EndCause } from '../../shared/reasons.ts'
import type { AccountWaits, ApproveLink, ApproveScreen } from '../approve/approve-state.ts'
import { formatDuration, formatRough } from './durations.ts'
import { formatDay } from './moments.ts'
import type { Words } from './words.ts'

const LIST = new Intl.ListFormat('en')

/** The one heading of each screen. An ended request is headed by how it ended, and waiting by the time left. */
export const approveHeadings: Record<Exclude<ApproveScreen, 'ended' | 'account-waits'>, string> = {
  loading: 'Approve another device',
  unreachable: 'Approve another device',
  'sign-in': 'Sign in to go on',
  'cannot-approve': 'This device cannot approve',
  ask: 'Someone’s screen is asking',
  enter: 'Approve another device',
  'return-pin': 'Type this PIN on the other screen',
  decide: 'Is this you?',
  approved: 'Approved. Go on with the other screen.',
  created: 'The new passkey was created',
  done: 'Done',
  over: 'This request is over here',
}

/** One text for unknown, expired, used and foreign codes alike; `phishingHint` always follows. */
export const codeInvalid: Words = {
  sentence: 'This code does not work.',
  next: 'It may have changed or run out. Get a new one on your own screen.',
}

/** Said beside every code that does not work: the page cannot know, but the person can. */
export const phishingHint =
  'Did somebody send you this code, or ask you on the phone to scan or type it? Then stop: it is a trick. Nobody from support ever does that.'

export const approveLinkWords: Record<ApproveLink, Words | null> = {
  live: null,
  away: { sentence: 'The connection is lost.', next: 'Trying again by itself. Leave this page open.' },
  restarting: { sentence: 'The server is restarting.', next: 'This page comes back by itself in a moment.' },
}

export const approveSignIn = {
  scanned: 'The code was read. Sign in first; then this page goes on with it, for the next three minutes.',
  plain: 'Only a device that is signed in with a passkey can approve.',
  button: 'Sign in with a passkey',
  none: 'No passkey here either? Then use another device where you are signed in.',
}

export const cannotApprove: Record<'no-usable-passkey' | 'probation', Words> = {
  'no-usable-passkey': {
    sentence: 'You are signed in here, but without a passkey that may approve.',
    next: 'Use another device where you sign in with a passkey. Nothing was claimed, so the code still works there.',
  },
  probation: {
    sentence: 'The passkey on this device was recovered just now, and cannot approve yet.',
    next: 'Use a device with an older passkey. Nothing was claimed, so the code still works there.',
  },
}

/** The account may claim nothing for a while: how long, why, and what works all the same. */
export const accountWaits = {
  heading: (leftMs: number) =>
    leftMs === 0
      ? 'Your account can approve again'
      : `Your account cannot approve for another ${formatRough(leftMs)}`,
  why: {
    locked:
      'A code was used with two accounts, or your account with the codes of two screens. So that nobody gets in by a mix-up, your account approves nothing for a while.',
    rate_limited:
      'Too many codes, PINs or recoveries were tried here in a short time. So that nobody gets in by guessing, this sign-in approves nothing for a while. Was that not you? Sign out and sign in again: a new sign-in has tries of its own.',
  } satisfies Record<AccountWaits['code'], string>,
  still:
    'Nothing was changed. Signing in works as always, and so does adding a passkey under “Passkeys”: on this device, on a security key, or in a password manager that the other device can use too.',
  isOver: 'The time is over. Get a new code on the other screen.',
  left: (time: string) => `Your account cannot approve for another ${time}.`,
  toAccount: 'Go to your passkeys',
  again: 'Scan or type another code',
}

export const cannotApproveElse =
  'With no such device, ask the site’s support for help. Tell nobody a PIN, and let nobody scan a code of yours.'

export const ask = {
  text: (name: string) =>
    `You scanned the code of another screen. If you go on, that screen asks for a NEW way to sign in as ${name}. You will see who asks, and decide then.`,
  own: 'Go on only if the code is on a screen in front of you, and you opened it yourself.',
  go: 'Continue',
  leave: 'This is not mine',
}

export const enter = {
  intro: 'Scan the QR code on your other screen, or type the PIN that it shows.',
  scan: 'Scan QR code',
  pin: 'PIN',
  pinHint: 'Like K7Q2-9XWD. Large or small letters are the same.',
  malformed: 'A PIN has 8 letters and digits.',
  go: 'Continue',
  toAccount: 'Go to your passkeys',
}

export const returnPin = {
  label: 'PIN for the other device',
  only: 'Type it only on a screen in front of you. Staff never ask for it.',
  left: (time: string) => `Good for another ${time}.`,
  over: 'This PIN has run out.',
  renew: 'New PIN',
  why: 'Why a PIN?',
  whyIntro: 'It makes sure that the screen in front of you is the one that asks. It is asked for because:',
}

export const stop = {
  deny: 'Deny',
  notStarted: 'I did not start this',
  stopIt: 'Stop this',
  timeLeft: (time: string) => `${time} left to decide.`,
  look: 'Look at the request',
  hidden: 'A request waits for your answer.',
}

export const decide = {
  title: { replace: 'Replace a passkey?', add: 'Add a passkey?' } satisfies Record<Purpose, string>,
  adds: 'This adds a NEW way to sign in as',
  purpose: 'What for',
  purposes: {
    replace: 'Replace a lost passkey',
    add: 'Add a device; nothing was lost',
  } satisfies Record<Purpose, string>,
  asks: 'Who asks',
  claims: (device: string) => `says it is ${device}`,
  claimsOnly: 'Its own words, which nobody checked.',
  place: 'Place',
  distance: (km: number) =>
    km < 50 ? 'not far from here' : `about ${new Intl.NumberFormat('en').format(roughKm(km))} km from here`,
  placeMeans: 'A guess from its network. A VPN misleads it.',
  network: 'Network',
  between: {
    same: 'The same as of this device.',
    other: 'Not the one of this device. That is normal when one of them uses mobile data.',
    'cannot-tell': 'It cannot be compared with the one of this device.',
  } satisfies Record<BetweenFacts['network'], string>,
  began: 'Begun',
  ago: (ms: number) => (ms < 60_000 ? 'less than a minute ago' : `${formatDuration(ms - (ms % 60_000))} ago`),
  why: 'A PIN was asked for on both devices, because:',
  warn: 'Did anybody call or write to you about this? Then it is not yours: say “I did not start this”.',
  lostWhich: 'Which passkey did you lose?',
  none: 'None, only add one',
  created: ({ createdAt, lastUsedAt }: RetireOption) =>
    lastUsedAt === null
      ? `created ${formatDay(createdAt)}, never used`
      : `created ${formatDay(createdAt)}, last used ${formatDay(lastUsedAt)}`,
  blocked: {
    approves: 'You approve with this one.',
    last: 'It is the last one that you can approve with.',
    older: 'You signed in here with a new passkey. In its first 7 days, older ones stay.',
  } satisfies Record<NonNullable<RetireOption['blocked']>, string>,
  lostMeans: 'It is suspended as soon as the new one works. For 7 days you can undo that.',
  stolen: 'It was stolen',
  stolenMeans: ({ brought }: RetireOption) =>
    brought.length === 0
      ? 'It is suspended at once, when you approve. In the last 7 days it let nothing in.'
      : `It is suspended at once, when you approve. What it let in during the last 7 days is frozen too: ${LIST.format(brought.map((name) => `“${name}”`))}.`,
  endOthers: 'Sign out other devices',
  endOthersMeans:
    'When the new passkey works. This device stays signed in, and so does what signed in with an older passkey.',
  approve: 'Approve',
}

/** Two figures are as much as a rough place is worth. */
function roughKm(km: number): number {
  return Number(km.toPrecision(2))
}

export const after = {
  approved: (name: string) =>
    `That screen now shows the account name, ${name}, and creates its passkey. Not you after all? You can still stop it.`,
  created: 'It counts after its first sign-in on that screen. Not you after all? You can still stop it.',
  done: (name: string) =>
    `${name} has a new passkey, and it works. If that was wrong, undo it under “Recovery”.`,
  over: 'The other screen turned it away, or it took too long. Nothing was changed. Scan the new code there to try again.',
  overCreated:
    'It is too late to stop it here. If this was not you, remove the new passkey under “Passkeys” in your account.',
  toAccount: 'Go to your account',
  again: 'Scan or type another code',
}

/** How a request ended, told to the device that held it. */
export const approveEndWords: Record<EndCause, Words> = {
  denied: { sentence: 'You said no.', next: 'Nothing was changed.' },
  reported: {
    sentence: 'Thank you. The request was stopped and reported.',
    next: 'Nothing was changed. If somebody told you to scan or type a code, break off: they wanted your account.',
  },
  cancelled: { sentence: 'The other screen cancelled.', next: 'Nothing was changed.' },
  'not-my-account': {
    sentence: 'The other screen says: not my account.',
    next: 'Nothing was changed. You may have scanned somebody else’s code.',
  },
  'replaced-by-newer': { sentence: 'The other screen has a newer code.', next: 'Scan that one.' },
  'time-ran-out': {
    sentence: 'The time ran out.',
    next: 'Nothing was changed. Scan a new code to try again.',
  },
  'page-gone': {
    sentence: 'The other screen was closed.',
    next: 'Nothing was changed. Open it again, and scan its new code.',
  },
  'second-claimant': {
    sentence: 'Somebody else used the same code.',
    next: 'We stopped it, and nothing was changed. The other screen says how to go on.',
  },
  locked: {
    sentence: 'The other screen is locked for a while.',
    next: 'Two requests could have been taken for each other, so we stopped them. Nothing was changed. The other screen says how long it waits.',
  },
  'wrong-return-pins': {
    sentence: 'Too many wrong PINs on the other screen.',
    next: 'Nothing was changed. Scan a new code to try again.',
  },
  'registration-failed': {
    sentence: 'The other screen could not create its passkey.',
    next: 'Nothing was changed. Start again there.',
  },
  'session-ended': {
    sentence: 'You were signed out here.',
    next: 'Nothing was changed. Sign in, then scan a new code.',
  },
}
