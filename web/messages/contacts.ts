import type { ContactAuditAction } from '../../shared/contacts.ts'
import { slowArrival } from './slow-arrival.ts'

// What every page may say of recovery contacts.

export const contactActivity: Readonly<Record<ContactAuditAction, string>> = {
  'contact-named': 'You named someone as your recovery contact.',
  'contact-agreed': 'Someone agreed to be your recovery contact. They can vouch for you after 7 days.',
  'contact-counts': 'A recovery contact can vouch for you from now on.',
  'contact-end-scheduled': 'A recovery contact was set to end in 7 days.',
  'contact-kept': 'A recovery contact stays. It was set to end.',
  'contact-ended': 'A recovery contact ended, or a request was taken back.',
  'contact-denied': 'Someone asked a recovery contact of yours to vouch for you. They said it wasn’t you.',
  'vouching-agreed': 'You agreed to be someone’s recovery contact.',
  'vouching-ended': 'You stopped being someone’s recovery contact.',
  vouched: 'You vouched for someone who asked you to.',
}

export const contactArrival = slowArrival('the word of a recovery contact')
