import type { Reopened } from '../lost-passkey/page-state.ts'
import type { Screen } from '../lost-passkey/screen.ts'
import { formatRough } from './durations.ts'

// Words of the screens of /lost-passkey that come after the code, or instead of it.

/** The headings of these screens; an ended request is headed by how it ended, the others by what stops them. */
export const laterHeadings: Record<
  Exclude<Screen, 'starting' | 'codes' | 'locked' | 'busy' | 'moving-on' | 'ended'>,
  string
> = {
  refused: 'No code just now',
  name: 'Someone else scanned this code',
  'return-pin': 'Type the PIN from your other device',
  waiting: 'Scanned. Waiting for approval.',
  confirm: 'Is this your account?',
  prove: 'Passkey created. One step left.',
  done: 'Your new passkey works',
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
  malformed: 'The PIN has 7 digits and nothing else. Type it as your other device shows it.',
  tooShort: (digits: number) =>
    `The PIN has 7 digits. So far there ${digits === 1 ? 'is 1' : `are ${digits}`}.`,
  wrong: (tries: number) =>
    tries === 1 ? 'That is not the PIN. One try is left.' : `That is not the PIN. ${tries} tries are left.`,
  why: 'Why both devices show a PIN',
  whyIntro: 'It makes sure that the device that used the code is yours. It is asked for because:',
  timeLeft: (time: string) => `${time} left to approve.`,
}

export const confirm = {
  approved: 'Your other device approved. The new passkey will open this account:',
  look: 'Read the name letter by letter. If it is not yours, somebody else used your code.',
  script: (script: string) =>
    `This name is written in ${script} letters. Some of them look like Latin ones and are not.`,
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

/** After a second claimant: the account name first, then a code for that account. */
export const nameFirst = {
  happened: 'Another account used the code on this screen too, so we stopped it. Nothing was changed.',
  text: 'Type your account name. The next code works for that account only, and your other device will show a PIN to type here.',
  hint: 'Did somebody ask you to show or send them this code? Then stop: it is a trick.',
  go: 'Get a new code',
}

/** While the page asks whether it needs a name now, or has to wait. */
export const movingOn = {
  headings: {
    'second-claimant': 'Someone else scanned this code',
    locked: 'This page has to wait',
  } satisfies Partial<Record<Reopened, string>>,
  text: 'We stopped the code on this screen, and nothing was changed. One moment: the next step is coming.',
}

export const locked = {
  heading: (leftMs: number | null) => {
    if (leftMs === null) return 'Locked for now'
    return leftMs === 0 ? 'The lock is over' : `Locked for ${formatRough(leftMs)}`
  },
  happened: {
    copied: 'Someone else scanned the code on this screen too, so we stopped it before any harm was done.',
    crossed:
      'Two requests came so close together that they could have been taken for each other, so we stopped them.',
  },
  account: 'Signing in is not locked: it works as always, and nothing was changed on your account.',
  tryAgain: 'You need not stay here. When the time is over, you can start again on this page.',
  over: 'The lock is over. You can start again.',
  again: 'Start again',
  left: (time: string) => `This page is locked for another ${time}.`,
  ways: 'What works in the meantime',
}

export const busy = {
  headings: { rate_limited: 'This network is busy', server_full: 'Very many people are here' },
  happened: {
    rate_limited:
      'Too many codes were asked for in a short time, from your network or in this browser. It may have been others; it is not about your account.',
    server_full: 'Every place for a new code is taken for the moment. It is not about you or your account.',
  },
  left: (time: string) => `This page tries again by itself in ${time}.`,
  trying: 'Trying again …',
  nameText: 'Type your account name to go on now.',
  nameHint: 'Codes with a name have places of their own, and work for that account only.',
  nameKept:
    'There is no place with your account name either, just now. It is kept, and tried again by itself.',
  go: 'Go on now',
  ways: 'What works in the meantime',
}
