import { formatMoment, formatWhen } from '../../../messages/moments.ts'
import type { Words } from '../../../messages/words.ts'

/** Words of the page that the link of a mailed code opens. */
export const mailedLink = {
  heading: 'Your code',
  loading: 'Looking at your link…',
  account: (site: string) => `Someone wants to get back into this account on ${site}:`,
  from: (device: string, network: string, place: string | null, at: number) =>
    `They asked ${formatWhen(at)}, on a device that says it’s ${device}${place ? `, near ${place}` : ''} (network ${network}).`,
  here: 'They asked in this browser. If that was you, continue here.',
  goOn: 'That was me: continue',
  elsewhere:
    'They asked in another browser, or on another device. If that was you, show the code here and type it there.',
  show: 'That was me: show the code',
  notYou:
    'If it wasn’t you, close this page: nothing has changed. Whoever asks you for the code, on the phone or in a message, wants to get into your account.',
  yourself: 'Trying to get back in yourself?',
  ask: 'Ask for a mail of your own',
  code: 'Type this code on the page where you asked for it:',
  until: (at: number) => `It works once, until ${formatMoment(at)}. Don’t tell anyone.`,
}

/** The link that was opened does not work. */
export const invalid: Words = {
  sentence: 'This link doesn’t work any more.',
  next: 'It was used, a newer mail took its place, or it’s more than 30 minutes old. Ask for another mail on the page where you started. If you didn’t ask for it, open your account on a device that is signed in: it says at the top if someone is recovering it.',
  leads: 'account',
}
