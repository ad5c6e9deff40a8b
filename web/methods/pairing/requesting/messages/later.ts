import { formatRough } from '../../../../messages/durations.ts'
import { prove } from '../../../../new-passkey/messages.ts'
import type { Reopened } from '../page-state.ts'
import type { Screen } from '../screen.ts'

// Words of the screens of /lost-passkey that come after the code, or instead of it.

/** The headings of these screens. For an ended request it is how it ended, for the others what stops them. */
export const laterHeadings: Record<
  Exclude<Screen, 'starting' | 'cannot' | 'codes' | 'locked' | 'busy' | 'moving-on' | 'ended'>,
  string
> = {
  refused: 'No code right now',
  name: 'Someone else used this code',
  'return-pin': 'Type the PIN from your other device',
  waiting: 'Code accepted. Waiting for approval.',
  confirm: 'Is this your account?',
  prove: prove.heading,
  done: prove.doneHeading,
}

export const claimed = {
  approve: 'Continue on your other device: read what it says, then approve.',
  notYou: 'Did someone else just use your code?',
  notMe: 'That wasn’t me: get a new code',
  returnPin: 'PIN from your other device',
  returnPinHint: '7 digits, shown on the device you just used. We’ll submit them automatically.',
  returnPinOver: 'That PIN has expired. Get a new one on your other device with “New PIN”.',
  returnPinLeft: (time: string) => `PIN expires in ${time}`,
  checking: 'Checking…',
  malformed: 'The PIN has 7 digits and nothing else. Type it as your other device shows it.',
  tooShort: (digits: number) => `The PIN has 7 digits. You’ve typed ${digits}.`,
  wrong: (tries: number) =>
    tries === 1
      ? 'That’s not the PIN. You have one try left.'
      : `That’s not the PIN. You have ${tries} tries left.`,
  why: 'Why both devices show a PIN',
  whyIntro: 'It makes sure the device that used the code is yours. You need it now because:',
  timeLeft: (time: string) => `You have ${time} to approve`,
}

export const confirm = {
  approved: 'Your other device approved. The new passkey will open this account:',
  look: 'Read the name letter by letter. If it isn’t yours, someone else used your code.',
  notMine: 'No, this isn’t my account',
  timeLeft: (time: string) => `You have ${time} to create it`,
}

export const ended = {
  nothing: 'No passkey was added to your account.',
  again: 'Start again',
}

/** After a second claimant: first the account name, then a code for that account. */
export const nameFirst = {
  happened: 'Another account used the code on this screen too, so we stopped it. No passkey was added.',
  text: 'Enter your account name. The next code will only work for that account, and your other device will show a PIN to type here.',
  hint: 'Did someone ask you to show or send them this code? If so, stop. It’s a scam.',
  go: 'Get a new code',
}

/** While the page asks whether it needs a name, or has to wait. */
export const movingOn = {
  headings: {
    'second-claimant': 'Someone else used this code',
    locked: 'This page has to wait',
  } satisfies Partial<Record<Reopened, string>>,
  text: 'We stopped the code on this screen, and no passkey was added. One moment…',
}

export const locked = {
  heading: (leftMs: number | null) => {
    if (leftMs === null) return 'Locked for now'
    return leftMs === 0 ? 'The lock is over' : `Locked for ${formatRough(leftMs)}`
  },
  happened: {
    copied: 'Someone else used the code on this screen too, so we stopped it before any harm was done.',
    crossed: 'Two requests came so close together that they could have been mixed up, so we stopped both.',
  },
  account: 'You can still sign in, and no passkey was added to your account.',
  tryAgain: 'You can close this page and come back when the time is up.',
  over: 'The lock is over. You can start again.',
  again: 'Start again',
  left: (time: string) => `This page is locked for another ${time}.`,
  ways: 'What works in the meantime',
}

export const busy = {
  headings: { rate_limited: 'This network is busy', server_full: 'We’re very busy right now' },
  happened: {
    rate_limited:
      'Too many codes were requested in a short time, from your network or in this browser. It may have been other people, and it’s not about your account.',
    server_full: 'We can’t make any more codes right now. It’s not about you or your account.',
  },
  left: (time: string) => `We’ll try again in ${time}`,
  trying: 'Trying again…',
  nameText: 'Enter your account name to continue now.',
  nameHint: 'We keep room for codes with an account name. They only work for that account.',
  nameKept:
    'Right now there’s no room for codes with an account name either. We’ve kept the name and will try again.',
  go: 'Continue',
  ways: 'What works in the meantime',
}
