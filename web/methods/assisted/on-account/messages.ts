import { formatWhen } from '../../../messages/moments.ts'
import type { SwitchWords } from '../../../owner/method-switch.tsx'

/** Words of the help of the people who run the site, under "If you lose a passkey" on `/account`. */
export const wayBack = {
  heading: 'Help from the people who run this site',
  text: 'They can make a link for you that works once, for one day. Expect them to check who you are first.',
  cases:
    'If you have nothing left, open a case at “Lost your passkey?”, and call them. Two of them have to vouch for you, and it takes a few days.',
  casesOff:
    'They open no cases for this account any more, because that is switched off. Their link works all the same.',
  required: 'This site wants every account to have cases as a way back.',
  state: 'They decide',
  cost: 'An attacker has to convince them. Every device where you’re signed in is told, and an older passkey can undo it for 7 days.',
}

/** Words of the switch for cases. */
export const switching: SwitchWords = {
  on: 'Switch on cases',
  off: 'Switch off cases',
  turnedOn: 'Cases are a way back in now.',
  turnedOff: 'Cases are no way back in any more.',
  later: (on, at) => `Cases will be switched ${on ? 'on' : 'off'} ${formatWhen(at)}.`,
  stays: 'Cases stay as they are.',
  untilThen: (on) => `Until then, cases ${on ? 'don’t let you back in' : 'work'}.`,
  keepOn: 'Keep cases on',
  keepOff: 'Keep cases off',
  title: 'Switch off cases as a way back?',
  text: 'Then nobody who runs this site vouches for you any more. If you lose everything else, you may not get back into your account. Whoever has the server can still make a link for you.',
}
