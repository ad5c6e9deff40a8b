import { errorWords } from '../messages/errors.ts'
import type { Words } from '../messages/words.ts'
import type { CeremonyFailure } from './ceremony-failure.ts'

/** The next step where the answer to a new passkey was lost. */
export const perhapsAdded: Pick<Words, 'next'> = {
  next: 'The new passkey may have been added all the same. Look under “Passkeys” in your account before you add one again.',
}

/** What to say when the browser's passkey window did not end in a passkey. */
export const ceremonyWords: Record<CeremonyFailure, Words> = {
  cancelled: {
    sentence: 'The passkey window was closed, or there was no matching passkey.',
    next: 'Nothing was changed. Try again when you’re ready.',
  },
  'timed-out': { sentence: 'The passkey window timed out.', next: 'Nothing was changed. Try again.' },
  'not-supported': {
    sentence: 'This browser can’t use passkeys.',
    next: 'Open this page in Chrome, Edge, Firefox or Safari, not inside another app.',
  },
  'no-verification': {
    sentence: 'This device can’t check that it’s you.',
    next: 'Set up a screen lock, fingerprint or face on it, or use another device.',
  },
  'known-already': {
    sentence: 'This device already has a passkey for this account.',
    next: 'You can sign in with it. To add one more, use another device or password manager.',
  },
  security: {
    sentence: 'The browser doesn’t allow passkeys at this address.',
    next: 'Check the address bar. Passkeys only work at the site’s own address, over https.',
  },
  attested: errorWords({ code: 'attestation_unasked' }),
  failed: {
    sentence: 'The passkey window failed.',
    next: 'Try again. If this keeps happening, restart the browser or use another device.',
  },
}
