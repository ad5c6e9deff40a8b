import type { Purpose } from '../../shared/pairing-view.ts'
import type { EndCause } from '../../shared/reasons.ts'
import type { Link } from '../lost-passkey/connection.ts'
import type { Reopened } from '../lost-passkey/page-state.ts'
import type { Screen } from '../lost-passkey/screen.ts'
import type { Words } from './words.ts'

const start: Record<Purpose, string> = { replace: 'Lost your passkey?', add: 'Add this device' }

/** The one heading of each screen. An ended request is headed by how it ended. */
export function headingOf(screen: Exclude<Screen, 'ended'>, purpose: Purpose): string {
  const headings: Record<typeof screen, string> = {
    starting: start[purpose],
    codes: start[purpose],
    refused: 'No code just now',
    name: 'Which account is yours?',
    'return-pin': 'Type the PIN from your other device',
    waiting: 'Scanned. Waiting for approval.',
    confirm: 'Is this your account?',
    prove: 'Passkey created. One step left.',
    done: 'Your new passkey works',
  }
  return headings[screen]
}

/** Words of the screen with the codes. */
export const codes = {
  intro: {
    replace: 'Let this device back in with another one where you are still signed in.',
    add: 'Give this device a passkey of its own, with another one where you are signed in.',
  } satisfies Record<Purpose, string>,
  qrName: 'QR code',
  qrBusy: 'Making your code…',
  steps: [
    'Take your phone, or another device where you are signed in.',
    'Point its camera at this code, and open the link.',
    'Approve there. This screen goes on by itself.',
  ],
  timeLeft: (time: string) => `This code is good for another ${time}.`,
  alone: 'Do this only where nobody else can see or film this screen.',
  usePin: 'Use a PIN instead',
  pinIntro: 'No camera? Get a PIN to type on your other device.',
  accountName: 'Account name',
  accountNameHint: 'The PIN will work for this account only.',
  showPin: 'Show PIN',
  pinHeading: 'Your PIN',
  pin: 'PIN',
  pinUse: (address: string) => `On your other device, open ${address} and type this PIN.`,
  pinFor: (name: string) => `PIN and QR code now work for the account “${name}” only.`,
  pinThen: 'That device will then show a PIN to type here.',
  pinLeft: (time: string) => `This PIN is good for another ${time}.`,
  pinOver: 'This PIN has run out.',
  newPin: 'New PIN',
  otherName: 'Use another account name',
} as const

/** Said when the page has a new code that nobody asked for. */
export const reopenedWords: Record<Reopened, string> = {
  reloaded: 'This page was loaded again, so its code is new. Your account name was kept.',
  dropped: 'The connection was lost, and the last code with it. Here is a new one.',
}

/** Said while the server is out of reach; null when all is well. */
export const linkWords: Record<Link, Words | null> = {
  connecting: null,
  live: null,
  away: {
    sentence: 'The connection is lost.',
    next: 'Trying again by itself. Leave this page open: it can go on where it was for a minute.',
  },
  restarting: { sentence: 'The server is restarting.', next: 'This page comes back by itself in a moment.' },
  'store-away': {
    sentence: 'The server cannot reach its store just now.',
    next: 'Nothing is lost. This page goes on by itself.',
  },
}

export const signedIn = {
  title: (name: string) => `You are signed in here, as ${name}.`,
  text: 'So you can add a passkey to this device without any code.',
  link: 'Go to your passkeys',
}

export const localOnly = {
  title: 'A phone cannot open this QR code.',
  text: (address: string) =>
    `It leads to ${address}, which only this computer knows. To try it here, use a PIN in another browser.`,
  phone: 'For a phone, see “Trying it with a real phone” in the README.',
}

export const insecure: Words = {
  sentence: 'Passkeys work over https only.',
  next: 'Open this page by an address that begins with https://.',
}

export const claimed = {
  status: 'Scanned. Waiting for approval.',
  approve: 'Go on at your other device: read what it says, then approve.',
  notYou: 'Was it not you who scanned this code, just now?',
  notMe: 'Not me: new code',
  returnPin: 'PIN from your other device',
  returnPinHint: '7 digits, shown on the device that you used just now. They are sent by themselves.',
  returnPinOver: 'That PIN has run out. Get a new one on your other device with “New PIN”.',
  returnPinLeft: (time: string) => `The PIN is good for another ${time}.`,
  wrong: (tries: number) =>
    tries === 1 ? 'That is not the PIN. One try is left.' : `That is not the PIN. ${tries} tries are left.`,
  why: 'Why both devices show a PIN',
  whyIntro: 'It makes sure that the device that used the code is yours:',
  timeLeft: (time: string) => `${time} left to approve.`,
}

export const confirm = {
  approved: 'Your other device approved. The new passkey will open this account:',
  look: 'Read the name letter by letter. If it is not yours, somebody else used your code.',
  create: 'Create passkey',
  notMine: 'No, this is not my account',
  timeLeft: (time: string) => `${time} left to create it.`,
  busy: 'Follow the window of your browser.',
}

export const prove = {
  text: 'It counts only after you have signed in with it once, within 24 hours. Do it now.',
  signIn: 'Sign in with your new passkey',
  later: (address: string) => `You can also do it later, at ${address}.`,
  done: 'You have signed in with it. Everything is as it should be.',
  toAccount: 'Go to your account',
}

export const ended = {
  nothing: 'Nothing was changed on your account.',
  again: 'Start again',
}

/** Ends after which a new code alone would be no answer: the account name must be typed first. */
export const NAME_FIRST: ReadonlySet<EndCause> = new Set(['second-claimant'])

export const nameFirst = {
  text: 'The code on this screen was used with two different accounts. Somebody else may have seen it. Type your account name; then new codes work for that account only, and your other device will show a PIN to type here.',
  go: 'Get a new code',
}

export const refused = { again: 'Try again', reload: 'Load the page again' }
