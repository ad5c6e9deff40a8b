import { errorWords } from '../../messages/errors.ts'
import type { Words } from '../../messages/words.ts'
import type { PageError } from '../../wire/page-error.ts'

/** Here some refusals mean something else: that the passkey cannot stop anything. */
const REFUSALS: Partial<Record<PageError['code'], Words>> = {
  passkey_suspended: {
    sentence: 'This passkey can’t stop anything, because it’s suspended.',
    next: 'Use an older passkey.',
  },
  passkey_tied: {
    sentence: 'This passkey can’t stop anything: two older passkeys of the account keep it frozen.',
    next: 'Ask support for help. Only they can decide who is right.',
    help: true,
  },
  on_probation: {
    sentence: 'This passkey is too new to stop anything.',
    next: 'Use a passkey you had before.',
  },
}

/** Why a passkey stopped nothing, in words for this place. */
export function stopRefusalWords(error: PageError): Words {
  return REFUSALS[error.code] ?? errorWords(error)
}
