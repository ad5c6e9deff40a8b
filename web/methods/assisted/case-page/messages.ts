import { formatMoment } from '../../../messages/moments.ts'
import type { Words } from '../../../messages/words.ts'

/** Words of `/support-case`. */
export const supportCase = {
  heading: 'I have nothing',
  intro:
    'For when you have no passkey left, no other device, no backup codes and no mailbox. Two people from support check who you are. It usually takes a few days: a waiting time protects your account.',
  later:
    'When the waiting time is over, you show once more that it’s you. If you have nothing else, that’s one more call.',
  loading: 'Looking for your case…',
  asking: {
    field: 'Account name',
    missing: 'Enter your account name.',
    ask: 'Open a case',
  },
  endsFirst: (name: string) => `Another name ends your case for “${name}”. Its number and code stop working.`,
  openAgain: 'To continue, open a new case and call again.',
  opened: 'Your case number',
  read: 'Call support, and read this number out.',
  check:
    'They tell you which device and place they see, and check who you are. Then they read a code out to you, or have it mailed to an address of your account.',
  comeBack: 'You can close this page. To type the code, come back in this browser:',
  account: 'Account:',
  until: (until: number) => `The case is open until ${formatMoment(until)}.`,
  beware:
    'Did someone else give you this page or this number, or ask you for the code? Stop, and don’t tell anyone the code: they want to get into your account.',
  typing: {
    field: 'Code that they read out',
    hint: '20 letters and digits, read out or mailed. Spaces don’t matter.',
    use: 'Use this code',
    other: 'Open a case for another name',
    empty: 'Type all 20 letters and digits of the code.',
    invalid:
      'This isn’t the code of your case, or it’s too old. Check it. After 5 tries, ask support for another code.',
    lost: 'What you typed is still here.',
  },
}

/** A case that was shown is over: rejected, used or too old. The page isn't told which. */
export const isOver: Words = {
  sentence: 'Your case is over.',
  next: 'If you still need help, open a new one and call again.',
}
