import type { ContactAuditAction, ContactError } from '../../shared/contacts.ts'
import { slowArrival } from './slow-arrival.ts'
import type { Words } from './words.ts'

// What every page may say of recovery contacts.

export const contactErrors: Readonly<Record<ContactError, Words>> = {
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
    next: 'Your own account was recovered during the last 7 days. Until that’s over, it vouches for nobody.',
  },
}

export const contactActivity: Readonly<Record<ContactAuditAction, string>> = {
  'contact-named': 'You named someone as your recovery contact.',
  'contact-agreed': 'Someone agreed to be your recovery contact. It counts after 7 days.',
  'contact-counts': 'A recovery contact of yours counts from now on.',
  'contact-end-scheduled': 'A recovery contact was set to end in 7 days.',
  'contact-kept': 'A recovery contact stays. It was set to end.',
  'contact-ended': 'A recovery contact ended, or a request was taken back.',
  'contact-denied': 'Someone asked a recovery contact of yours to vouch for you. They said it wasn’t you.',
  'vouching-agreed': 'You agreed to be someone’s recovery contact.',
  'vouching-ended': 'You stopped being someone’s recovery contact.',
  vouched: 'You vouched for someone who asked you to.',
}

export const contactArrival = slowArrival('the word of a recovery contact')
