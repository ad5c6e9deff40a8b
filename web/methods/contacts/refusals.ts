import type { ContactError } from '../../../shared/contacts.ts'
import { errorWords } from '../../messages/errors.ts'
import type { Words } from '../../messages/words.ts'
import type { PageError } from '../../wire/page-error.ts'

const REFUSED: Readonly<Record<ContactError, Words>> = {
  contact_self: {
    sentence: 'This is your own account.',
    next: 'Name the account of somebody else whom you trust.',
  },
  contact_known: {
    sentence: 'You have already named this person.',
    next: 'If they have not answered, ask them to look at their account page.',
  },
  too_many_contacts: {
    sentence: 'You have named three people already.',
    next: 'Take one of them back first. One that is ending counts until it has ended.',
  },
  contact_waits: {
    sentence: 'You can’t vouch for this person yet.',
    next: 'It takes 7 days from when you agreed. Your account page says until when.',
  },
  contact_recovered: {
    sentence: 'You can’t vouch for anyone right now.',
    next: 'Your own account was recovered during the last 7 days. After that, you can vouch with a passkey that you had when you agreed. If you have none any more, stop being their contact on your account page, and ask them to name you again: that helps next time.',
  },
}

/** Why something about contacts was refused. */
export function contactWords(error: PageError): Words {
  return isContactError(error) ? REFUSED[error.code as ContactError] : errorWords(error)
}

/** Whether it was refused by a rule about contacts, which another try doesn't change. */
export function isContactError({ code }: PageError): boolean {
  return Object.hasOwn(REFUSED, code)
}
