import type { SlowState } from '../../shared/slow-recovery.ts'
import { formatMoment, formatWhen } from '../messages/moments.ts'
import type { Words } from '../messages/words.ts'

/** Words of the page that the link of a notice opens. */
export const pauseLink = {
  heading: 'Pause a recovery',
  done: 'Recovery paused',
  loading: 'Looking at your link…',
  account: (site: string) => `Someone asked to get back into this account on ${site}:`,
  from: (device: string, network: string, place: string | null, at: number) =>
    `They asked ${formatWhen(at)}, on a device that says it’s ${device}${place ? `, near ${place}` : ''} (network ${network}).`,
  until(state: SlowState, until: number | null): string {
    if (state === 'needs-another-proof')
      return 'They still have to show in a second way that the account is theirs.'
    return until === null
      ? 'The recovery can continue now.'
      : `The recovery waits until ${formatMoment(until)}.`
  },
  button: 'Pause it for 3 days',
  once: 'If that was you, close this page: nothing has changed. A recovery can be paused by mail once.',
  paused: (until: number | null) =>
    until === null
      ? 'The recovery is paused.'
      : `The recovery is paused. It waits until ${formatMoment(until)}.`,
}

/** What to do if somebody else asks. While the recovery is open, before its passkey signs in, and after that. */
export const nextSteps = {
  heading: 'If it wasn’t you',
  device: {
    open: 'Open your account on a device that is signed in. The button “Stop: this wasn’t me” is at the top, and ends it.',
    registered:
      'Open your account now on a device that is signed in with an older passkey. The button “Stop: this wasn’t me” is at the top.',
    done: 'Open your account now on a device that has an older passkey. Under “Recovery”, stop the new passkey: the button there begins with “I didn’t do this”.',
  },
  noDevice: {
    open: 'Not signed in anywhere any more? Then get back in yourself, before they do:',
    registered:
      'No device with an older passkey any more? Then get back in yourself now, and say that the new passkey isn’t yours:',
    done: 'No device with an older passkey any more? Then get back in yourself now, and say that the new passkey isn’t yours. The mail “a recovery is done” has the same link:',
  },
}

const OVER: Words = {
  sentence: 'There is nothing to pause: this recovery has ended, or was stopped.',
  next: 'Your account page says what happened, and whether anything can still come of it.',
  leads: 'account',
}

/** Why the button is not there. */
export function nothingWords({
  state,
  until,
}: {
  readonly state: SlowState
  readonly until: number | null
}): Words {
  switch (state) {
    case 'registered':
      return {
        sentence: 'It’s too late to pause it: a new passkey was created.',
        next: 'It works as soon as it signs in for the first time. If that was you, there’s nothing to do.',
      }
    case 'done':
      return {
        sentence: 'It’s too late to pause it: a new passkey was created, and has signed in.',
        next: 'If that was you, there’s nothing to do. If it wasn’t, someone else is in your account.',
      }
    case 'ended':
    case 'passkey-paused':
    case 'passkey-tied':
    case 'passkey-frozen':
    case 'undone':
      return OVER
    case 'moved':
      return {
        sentence: 'There is nothing to pause: this recovery continues in another browser.',
        next: 'It was started again there. The mail about that has its own link.',
      }
    default:
      return {
        sentence: 'This link can’t pause it any more.',
        next: `It was paused by a mail before, a code from this mailbox was used for it, or it needs nothing more to go on. ${pauseLink.until(state, until)}`,
      }
  }
}

/** The link that was opened leads nowhere. */
export const invalid: Words = {
  sentence: 'This link doesn’t work any more.',
  next: 'This address was removed from the account, or too much time has passed. Your account page says what happened.',
  leads: 'account',
}
