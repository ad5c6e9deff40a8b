import { formatMoment, formatWhen } from '../messages/moments.ts'
import type { Words } from '../messages/words.ts'

/** Words of the page that the link of a notice opens. */
export const pauseLink = {
  heading: 'Pause a recovery',
  loading: 'Looking at your link…',
  account: (site: string) => `Someone wants to get back into this account on ${site}:`,
  from: (device: string, network: string, place: string | null, at: number) =>
    `They asked ${formatWhen(at)}, on a device that says it’s ${device}${place ? `, near ${place}` : ''} (network ${network}).`,
  until: (until: number | null) =>
    until === null ? 'The recovery can go on now.' : `The recovery waits until ${formatMoment(until)}.`,
  button: 'Pause it for 3 days',
  once: 'If that was you, close this page: nothing has changed. A recovery can be paused by mail once. To end it, open your account on a device that is signed in, and press “Stop: this wasn’t me”.',
  paused: (until: number | null) =>
    until === null
      ? 'The recovery is paused.'
      : `The recovery is paused. It waits until ${formatMoment(until)}.`,
  next: 'Use that time to open your account on a device that is signed in. The button “Stop: this wasn’t me” is at the top, and ends it.',
  noDevice: 'No such device any more? Then get back in yourself, before they do:',
  lost: 'Lost your passkey?',
  nothing: 'There is nothing to pause: the recovery is over, or it was paused by a mail before.',
  tryAgain: 'Try again',
}

/** The link that was opened leads nowhere. */
export const invalid: Words = {
  sentence: 'This link doesn’t work any more.',
  next: 'The recovery is over, or this address was removed from the account. Your account page says what happened.',
}

/** The page was opened without a whole link. */
export const missing: Words = {
  sentence: 'Your link isn’t complete.',
  next: 'Open it once more, exactly as it is in the mail. Or copy all of it into the address bar.',
}
