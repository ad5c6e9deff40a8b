import type { Purpose } from '../../../../../shared/recovery.ts'
import type { Words } from '../../../../messages/words.ts'
import type { Reopened } from '../page-state.ts'

/** The heading while codes are shown or made. */
export const startHeading: Record<Purpose, string> = {
  replace: 'Lost your passkey?',
  add: 'Add this device',
}

/** Words of the screen with the codes. */
export const codes = {
  intro: {
    replace: 'Use a device that’s still signed in to get back in here.',
    add: 'Use a device that’s signed in to create a passkey here.',
  } satisfies Record<Purpose, string>,
  qrName: 'QR code',
  qrBusy: 'Making your code…',
  covered: 'Hidden until the connection is back.',
  steps: [
    'Take your phone, or another device where you’re signed in.',
    'Point its camera at this code and open the link.',
    'Approve there. This screen will update automatically.',
  ],
  /** On a phone that lost its passkey, "your phone" would be this one. */
  stepsOnPhone: [
    'Take another device where you’re signed in.',
    'Scan this code with its camera and open the link.',
    'Approve there. This screen will update automatically.',
  ],
  timeLeft: (time: string) => `Code expires in ${time}`,
  moreTime: 'Get more time',
  alone: 'Make sure nobody else can see or film this screen.',
  usePin: 'Use a PIN instead',
  noCamera: 'No camera? Get a PIN to type on your other device.',
  onPhone: 'No camera on your other device?',
  boundTo: (name: string) => `The PIN and QR code now only work for the account “${name}”.`,
} as const

/** Shown if the page has a new code that nobody asked for. */
export const reopenedWords: Record<Reopened, string> = {
  reloaded: 'This page was loaded again, so its code is new. Your account name was kept.',
  dropped: 'The connection was lost, so the old code no longer works. Here’s a new code.',
  lapsed: 'Nobody approved in time. Here’s a new code.',
  'turned-away': 'That request was cancelled. This code is new.',
  'second-claimant': 'Someone else used the last code. Here’s a new code.',
  locked: 'Thanks for waiting. Here’s a new code.',
}

export const signedIn = {
  title: (name: string) => `You’re signed in here as ${name}.`,
  text: 'If you still have a passkey, add one here without a code.',
  link: 'Go to your passkeys',
}

export const localOnly = {
  title: 'A phone can’t open this QR code.',
  text: (address: string) =>
    `It leads to ${address}, which only this computer can open. To try it here, use a PIN in another browser.`,
  phone: 'To use your phone, see docs/get-started.md.',
}

export const refused = { again: 'Try again', reload: 'Load the page again' }

/** The rest of this page could not be loaded. */
export const restMissing: Words = {
  sentence: 'Part of this page didn’t load.',
  next: 'Check your connection, then load the page again.',
}
