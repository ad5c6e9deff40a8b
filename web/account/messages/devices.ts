import type { SessionsEnded } from '../../../shared/outcomes.ts'
import { times } from '../../messages/counts.ts'

/** Words of the section "Devices". */
export const devices = {
  heading: 'Devices',
  intro: 'Where you’re signed in.',
  current: 'This device',
  since: (ago: string) => `Signed in ${ago}`,
  seen: (ago: string) => `Last seen ${ago}`,
  network: (network: string) => `Network ${network}`,
  by: (name: string) => `With “${name}”`,
  older: (name: string) =>
    `Signed in with “${name}”, which is older than your passkey here. To end it, confirm with “${name}” or an older one.`,
  end: 'End session',
  more: 'There are more, last seen before these. End some of these to see them.',
  endOthers: 'End all other sessions',
  ended: 'Session ended.',
  endedOthers: 'All other sessions ended.',
  someStayed: ({ ended, stayed }: SessionsEnded) =>
    `${times(ended, 'session', 'sessions')} ended. ${times(stayed, 'stays', 'stay')}: signed in with an older passkey, or just now.`,
}
