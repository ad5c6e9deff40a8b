import type { Words } from '../../../messages/words.ts'
import type { PageError } from '../../../wire/page-error.ts'
import { contactWords } from '../refusals.ts'
import { invalid } from './messages.ts'

/**
 * Why a contact was refused. A link that is over is no sign of a scam: the link is all that they were sent. Nor is it
 * found by loading the page again, if the site no longer has contacts: the address has no secret any more.
 */
export function vouchWords(error: PageError): Words {
  return error.code === 'code_invalid' || error.code === 'not_found' ? invalid : contactWords(error)
}
