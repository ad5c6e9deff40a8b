import type { PairingEndCause } from '../../../../shared/pairing.ts'
import type { BetweenFacts, RetireOption } from '../../../../shared/pairing-view.ts'
import type { Purpose } from '../../../../shared/recovery.ts'
import { formatDuration, formatRough } from '../../../messages/durations.ts'
import { formatDay } from '../../../messages/moments.ts'
import type { Words } from '../../../messages/words.ts'
import type { AccountWaits, ApproveScreen } from './approve-state.ts'

const LIST = new Intl.ListFormat('en')

/**
 * The heading of each screen. For an ended request it is how it ended, for waiting the time left, and for a scanned
 * code whose account it is for.
 */
export const approveHeadings: Record<Exclude<ApproveScreen, 'ended' | 'account-waits' | 'ask'>, string> = {
  cannot: 'Approve another device',
  loading: 'Approve another device',
  unreachable: 'Approve another device',
  'sign-in': 'Sign in to continue',
  'cannot-approve': 'This device can’t approve',
  enter: 'Approve another device',
  'return-pin': 'Type this PIN on the other screen',
  decide: 'Is this you?',
  approved: 'Now go back to your other screen',
  created: 'Now sign in on your other screen',
  done: 'Your new passkey works',
  over: 'This request has ended',
}

/** One text for unknown, expired, used and foreign codes. `phishingHint` always follows. */
export const codeInvalid: Words = {
  sentence: 'This code doesn’t work.',
  next: 'It may have changed or expired. Get a new one on your own screen.',
}

/** Shown with every code that does not work: the page cannot know who gave it, but the person can. */
export const phishingHint =
  'Did someone send you this code, or ask you to scan or type it? If so, stop. It’s a scam. Support never asks for that.'

export const approveSignIn = {
  scanned: 'The code was scanned. Sign in within three minutes to continue.',
  plain: 'Only a device that’s signed in with a passkey can approve.',
  button: 'Sign in with a passkey',
  none: 'No passkey on this device either? Use another device where you’re signed in.',
  inApp: {
    scanned:
      'Did this page open inside another app? It may not see your passkeys. Scan the code again with your camera app.',
    plain: 'Did this page open inside another app? It may not see your passkeys. Open it in your browser:',
  },
}

/** The scan expired before anybody signed in. */
export const scanOver: Words = {
  sentence: 'Your scan has expired.',
  next: 'Scan the code on your other screen again.',
}

export const cannotApprove: Record<'no-usable-passkey' | 'probation', Words> = {
  'no-usable-passkey': {
    sentence: 'You’re signed in here, but without a passkey that can approve.',
    next: 'Use another device where you sign in with a passkey. The code still works there.',
  },
  probation: {
    sentence: 'The passkey on this device is from a recent recovery and can’t approve yet.',
    next: 'Use a device with an older passkey. The code still works there.',
  },
}

/** The account may claim nothing for a while: how long, why, and what works all the same. */
export const accountWaits = {
  heading: (leftMs: number) =>
    leftMs === 0
      ? 'Your account can approve again'
      : `Your account can’t approve for another ${formatRough(leftMs)}`,
  why: {
    locked:
      'One code was used with two accounts, or your account was used with two codes. To make sure nobody gets in by mistake, your account can’t approve anything for a while.',
    rate_limited:
      'Too many codes, PINs or recoveries were tried here in a short time. To make sure nobody gets in by guessing, this sign-in can’t approve anything for a while. If that wasn’t you, sign out and sign in again.',
  } satisfies Record<AccountWaits['code'], string>,
  still:
    'Nothing was changed. You can still sign in, and you can add a passkey under “Passkeys”: on this device, on a security key, or in a password manager that your other device can use too.',
  isOver: 'The wait is over. Get a new code on your other screen.',
  left: (time: string) => `Your account can’t approve for another ${time}.`,
  toAccount: 'Go to your passkeys',
  again: 'Scan or type another code',
}

export const cannotApproveElse = {
  none: 'No other device?',
  never: 'Never tell anyone a PIN or let anyone scan your code.',
}

export const ask = {
  heading: (name: string) => `Another screen wants to sign in as ${name}`,
  text: 'If you continue, you’ll see who’s asking. Nothing changes until you approve.',
  own: 'Continue only if you opened the page with the code yourself, on a screen in front of you.',
  go: 'Continue',
  leave: 'This isn’t mine',
}

export const enter = {
  intro: 'Scan the QR code on your other screen, or type the PIN it shows.',
  scan: 'Scan QR code',
  checking: 'Checking the code…',
  pin: 'PIN',
  pinHint: 'Example: K7Q2-9XWD. Upper or lower case; O and 0, I and 1 count as the same.',
  malformed: 'A PIN has 8 letters and digits.',
  go: 'Continue',
  toAccount: 'Go to your passkeys',
}

export const returnPin = {
  label: 'PIN for the other device',
  only: 'Type it only on a screen in front of you. Support never asks for it.',
  left: (time: string) => `PIN expires in ${time}`,
  over: 'This PIN has expired.',
  renew: 'New PIN',
  why: 'Why a PIN?',
  whyIntro: 'It makes sure the screen in front of you is the one that’s asking. You need it now because:',
}

export const stop = {
  deny: 'Deny',
  notStarted: 'I didn’t start this',
  wasNotMe: 'Stop: this wasn’t me',
  timeLeft: (time: string) => `You have ${time} to decide`,
  look: 'Look at the request',
  hidden: 'A request is waiting for your answer.',
}

export const decide = {
  title: { replace: 'Replace a passkey?', add: 'Add a passkey?' } satisfies Record<Purpose, string>,
  adds: 'This adds a NEW way to sign in as',
  purpose: 'What for',
  purposes: {
    replace: 'Replace a lost passkey',
    add: 'Add a device; nothing was lost',
  } satisfies Record<Purpose, string>,
  asks: 'Who’s asking',
  claims: (device: string) => `says it is ${device}`,
  claimsOnly: 'Reported by the device, not verified.',
  place: 'Place',
  distance: (km: number) =>
    km < 50 ? 'not far from here' : `about ${new Intl.NumberFormat('en').format(roughKm(km))} km from here`,
  placeMeans: 'A guess from its network. A VPN can make it wrong.',
  network: 'Network',
  between: {
    same: 'Same network as this device.',
    other: 'Different network from this device. That’s normal when one of them uses mobile data.',
    'cannot-tell': 'Can’t be compared with this device’s network.',
  } satisfies Record<BetweenFacts['network'], string>,
  began: 'Started',
  ago: (ms: number) => (ms < 60_000 ? 'less than a minute ago' : `${formatDuration(ms - (ms % 60_000))} ago`),
  why: 'Both devices asked for a PIN because:',
  warn: 'Did someone call or write to you about this? If so, it’s a scam. Choose “I didn’t start this”.',
  lostWhich: 'Which passkey did you lose?',
  lostWhichMeans: 'The one you choose stops working. “None” keeps them all and adds the new one.',
  none: 'None. Just add a passkey',
  created: ({ createdAt, lastUsedAt }: RetireOption) =>
    lastUsedAt === null
      ? `created ${formatDay(createdAt)}, never used`
      : `created ${formatDay(createdAt)}, last used ${formatDay(lastUsedAt)}`,
  blocked: {
    approves: 'You’re approving with this one.',
    last: 'It’s the last one you can approve with.',
    older: 'You signed in here with a new passkey. For its first 7 days, it can’t replace older ones.',
  } satisfies Record<NonNullable<RetireOption['blocked']>, string>,
  lostMeans: 'It stops working as soon as the new one works. You can undo that for 7 days.',
  stolen: 'It was stolen',
  stolenMeans: ({ brought }: RetireOption) =>
    brought.length === 0
      ? 'It stops working as soon as you approve. Nothing was added with it in the last 7 days.'
      : `It stops working as soon as you approve. What was added with it in the last 7 days is frozen too: ${LIST.format(brought.map((name) => `“${name}”`))}.`,
  endOthers: 'Sign out other devices',
  endOthersMeans:
    'As soon as the new passkey works. This device stays signed in, and so do devices that signed in with an older passkey.',
  approve: 'Approve',
}

/** Two digits are enough for a rough place. */
function roughKm(km: number): number {
  return Number(km.toPrecision(2))
}

export const after = {
  approvedTitle: 'Approved',
  approved: (name: string) =>
    `Your other screen now shows the account name ${name}. Check it there, then create the passkey.`,
  createdTitle: 'Passkey created',
  created: 'It’s activated once you sign in with it on your other screen.',
  done: (name: string) => `You’re signed in as ${name} on your other screen.`,
  undo: 'If this wasn’t you, undo it under “Recovery” in your account.',
  over: 'It was cancelled on the other screen, or it took too long. No passkey was added. To try again, use the new code there.',
  overCreated:
    'It’s too late to stop it here. If this wasn’t you, remove the new passkey under “Passkeys” in your account.',
  toAccount: 'Go to your account',
  again: 'Scan or type another code',
}

/** How a request ended, told to the device that held it. By then, its approval may have stopped a stolen passkey. */
export const approveEndWords: Record<PairingEndCause, Words> = {
  denied: { sentence: 'Request denied', next: 'No passkey was added.' },
  reported: {
    sentence: 'Request stopped and reported',
    next: 'No passkey was added. If someone told you to scan or type a code, end the conversation. They wanted your account.',
  },
  cancelled: { sentence: 'Cancelled on the other screen', next: 'No passkey was added.' },
  'not-my-account': {
    sentence: 'The other screen said it’s not their account',
    next: 'No passkey was added. You may have used someone else’s code.',
  },
  'replaced-by-newer': { sentence: 'The other screen has a newer code', next: 'Use that one.' },
  'time-ran-out': {
    sentence: 'Time ran out',
    next: 'No passkey was added. Use a new code to try again.',
  },
  'page-gone': {
    sentence: 'The other screen was closed',
    next: 'No passkey was added. Open it again and use its new code.',
  },
  'second-claimant': {
    sentence: 'Someone else used the same code',
    next: 'We stopped it, and no passkey was added. The other screen says what to do next.',
  },
  locked: {
    sentence: 'The other screen is locked for a while',
    next: 'Two requests could have been mixed up, so we stopped them. No passkey was added. The other screen says how long to wait.',
  },
  'wrong-return-pins': {
    sentence: 'Too many wrong PINs on the other screen',
    next: 'No passkey was added. Use a new code to try again.',
  },
  'registration-failed': {
    sentence: 'The other screen couldn’t create its passkey',
    next: 'No passkey was added. Start again there.',
  },
  'session-ended': {
    sentence: 'You were signed out here',
    next: 'No passkey was added. Sign in, then use a new code.',
  },
}
