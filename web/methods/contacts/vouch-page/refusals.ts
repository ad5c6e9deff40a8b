import type { Words } from '../../../messages/words.ts'
import type { PageError } from '../../../wire/page-error.ts'
import { contactWords } from '../refusals.ts'
import { invalid, tooNew } from './messages.ts'

/**
 * Why a contact was refused. A link that is over is no sign of a scam: the link is all that they were sent. Nor is it
 * found by loading the page again, if the site no longer has contacts: the address has no secret any more. A passkey that
 * is too new here stays it for ever.
 */
export function vouchWords(error: PageError): Words {
  switch (error.code) {
    case 'code_invalid':
    case 'not_found':
      return invalid
    case 'too_new':
      return tooNew
    default:
      return contactWords(error)
  }
}
