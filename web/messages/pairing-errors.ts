import type { PairingError } from '../../shared/pairing.ts'
import type { Words } from './words.ts'

// Apart from what else is said of a pairing: every page has these from its first paint on.

export const pairingErrors: Readonly<Record<PairingError, Words>> = {
  pairing_over: { sentence: 'This request has ended.', next: 'Start again with a new code.' },
  name_required: { sentence: 'We need your account name.', next: 'Enter it to continue.' },
  return_pin_wrong: { sentence: 'That’s not the PIN.', next: 'Check it on your other device.' },
  return_pin_expired: { sentence: 'That PIN has expired.', next: 'Get a new one on your other device.' },
  own_page: {
    sentence: 'This browser can’t approve itself.',
    next: 'You’re signed in here. If you still have a passkey, add another one under “Passkeys”.',
  },
  already_claimed: {
    sentence: 'You’re already using this code on one of your devices.',
    next: 'Continue there, or choose “That wasn’t me: get a new code” on the other screen.',
  },
  no_usable_passkey: {
    sentence: 'This device has no passkey that can approve.',
    next: 'Use another device where you’re signed in with a passkey.',
  },
  claim_over: { sentence: 'This request has ended.', next: 'Get a new code on the other device.' },
  view_changed: {
    sentence: 'Something changed while you were reading.',
    next: 'Read it again, then decide.',
  },
  retire_refused: {
    sentence: 'You can’t replace this passkey.',
    next: 'Choose another one, or “None. Just add a passkey”.',
  },
}
