import type { SessionsEnded } from '../../shared/outcomes.ts'
import { times } from './counts.ts'
import { formatMoment } from './moments.ts'

/** Words of the section "Devices". */
export const devices = {
  heading: 'Devices',
  intro: 'Where you are signed in. Ending a session asks for your passkey.',
  current: 'This device',
  since: (at: number) => `Signed in ${formatMoment(at)}`,
  seen: (at: number) => `Last seen ${formatMoment(at)}`,
  network: (network: string) => `Network ${network}`,
  by: (name: string) => `With “${name}”`,
  older: (name: string) =>
    `Signed in with “${name}”, which is older than your passkey here. Only that one, or one that is older still, can end it.`,
  end: 'End',
  more: 'There are more, last seen before these. End some of these to see them.',
  endOthers: 'End all others',
  ended: 'The session was ended.',
  endedOthers: 'All other sessions were ended.',
  someStayed: ({ ended, stayed }: SessionsEnded) =>
    `${times(ended, 'session was', 'sessions were')} ended. ${times(stayed, 'stays', 'stay')}: signed in with an older passkey, or just now.`,
}
