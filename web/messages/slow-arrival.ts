import { type ArrivalWords, when } from './arrival-words.ts'
import { formatWhen } from './moments.ts'

/** What is said of a passkey that arrived by a recovery without another device. `means`: what was given for it. */
export function slowArrival(means: string): ArrivalWords {
  return {
    done: `A passkey was added by recovery with ${means}`,
    frozen: 'A recovery is frozen',
    own: 'You recovered your account',
    happened: ({ doneAt, device, network, place }) =>
      `${when(doneAt)}, from a device that says it’s ${device}${place ? `, near ${place}` : ''} (network ${network}). No passkey approved it.`,
    undoElsewhere: 'You can undo this recovery only on another of your devices.',
    stopped: (name) => `“${name}”, added by recovery, is frozen. It can’t sign in.`,
    brought: (at) => `arrived ${formatWhen(at)}`,
  }
}
