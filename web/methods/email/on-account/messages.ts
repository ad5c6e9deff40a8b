import { times } from '../../../messages/counts.ts'
import { formatMoment, formatWhen } from '../../../messages/moments.ts'
import type { SwitchWords } from '../../../owner/method-switch.tsx'

/** Words of recovery by e-mail under "If you lose a passkey" on `/account`. */
export const onAccount = {
  heading: 'E-mail',
  text: 'If you have no passkey left, we mail you a code that helps you back in.',
  cost: 'An attacker who reads your mail has to wait for days too. Every device where you’re signed in shows it and can stop it.',
  required: 'This site asks every account with an address to have it.',
  on: (addresses: number) => `On, with ${times(addresses, 'address', 'addresses')}`,
  noAddress: 'On, but none of your addresses can get a code yet',
  countsFrom: (at: number) => `Your address can get a code from ${formatMoment(at)}`,
  off: 'Off',
  add: 'Add an e-mail address',
}

/** Words of its switch. */
export const switching: SwitchWords = {
  on: 'Switch on e-mail',
  off: 'Switch off e-mail',
  turnedOn: 'E-mail can help you back in now.',
  turnedOff: 'E-mail can’t help you back in any more. You still get our notices.',
  later: (on, at) => `E-mail will be switched ${on ? 'on' : 'off'} ${formatWhen(at)}.`,
  stays: 'E-mail stays as it is.',
  untilThen: (on) => `Until then, e-mail ${on ? 'doesn’t let you back in' : 'works'}.`,
  keepOn: 'Keep e-mail on',
  keepOff: 'Keep e-mail off',
  title: 'Switch off e-mail as a way back?',
  text: 'Then codes by mail don’t let you back in any more. If you lose every passkey, you may not get back into your account. You still get mails about what happens in it.',
}
