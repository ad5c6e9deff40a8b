import type { Words } from '../../../messages/words.ts'

/** Words of the page that an operator's link opens. */
export const operatorLink = {
  heading: 'Make a new passkey',
  intro: 'Support made this link for you. It lets you into your account.',
  loading: 'Looking at your link…',
  account: (site: string) => `The link is for this account on ${site}:`,
  check: 'Is that your account? If not, close this page and tell the person who sent you the link.',
  button: 'Make a new passkey',
  once: 'The link works once. After you press the button, it works in no other browser.',
}

/** The link that was opened does not work. */
export const invalid: Words = {
  sentence: 'This link doesn’t work any more.',
  next: 'It was used already, it was cancelled, or it’s more than a day old. Ask the person who sent it to you for a new one. If you haven’t used it, tell them that too: someone else may have got into your account with it.',
}
