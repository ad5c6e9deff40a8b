import { formatWhen } from '../../../messages/moments.ts'
import type { SwitchWords } from '../../../owner/method-switch.tsx'

/** Words of the help by support, the people who run the site, under "If you lose a passkey" on `/account`. */
export const wayBack = {
  heading: 'Help from support',
  text: 'Support, the people who run this site, can make a link for you that works once, for one day. Expect them to check who you are first.',
  cases:
    'If you have nothing left, open a case at “Lost your passkey?”, and call support. Two of them have to vouch for you, and it takes a few days.',
  casesOff: 'Cases are switched off for this account. A link from support still works.',
  required: 'This site asks every account to keep cases switched on.',
  state: 'Support decides',
  cost: 'An attacker has to convince them. Every device where you’re signed in is told, and an older passkey can undo it for 7 days.',
}

/** Words of the switch for cases. */
export const switching: SwitchWords = {
  on: 'Switch on cases',
  off: 'Switch off cases',
  turnedOn: 'Cases can help you back in now.',
  turnedOff: 'Cases can’t help you back in any more.',
  later: (on, at) => `Cases will be switched ${on ? 'on' : 'off'} ${formatWhen(at)}.`,
  stays: 'Cases stay as they are.',
  untilThen: (on) => `Until then, cases ${on ? 'don’t let you back in' : 'work'}.`,
  keepOn: 'Keep cases on',
  keepOff: 'Keep cases off',
  title: 'Switch off cases as a way back?',
  text: 'Then two people from support can’t vouch for you any more. If you lose everything else, only a link from support can let you back in.',
}
