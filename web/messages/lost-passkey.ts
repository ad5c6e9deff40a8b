import type { Purpose } from '../../shared/pairing-view.ts'
import type { Link } from '../lost-passkey/connection.ts'
import type { Reopened } from '../lost-passkey/page-state.ts'
import type { Words } from './words.ts'

/** The heading while codes are shown, or made. */
export const startHeading: Record<Purpose, string> = {
  replace: 'Lost your passkey?',
  add: 'Add this device',
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
  'second-claimant': 'Someone else scanned the last code. Here is a new one.',
  locked: 'Thank you for waiting. Here is a new code.',
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
  phone: 'To use your phone, see docs/real-phone.md.',
}

export const insecure: Words = {
  sentence: 'Passkeys work over https only.',
  next: 'Open this page by an address that begins with https://.',
}

export const refused = { again: 'Try again', reload: 'Load the page again' }

/** The rest of this page could not be fetched. */
export const restMissing: Words = {
  sentence: 'A part of this page did not arrive.',
  next: 'Check your connection, then load the page again.',
}
