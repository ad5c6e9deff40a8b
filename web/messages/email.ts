import type { EmailAuditAction, EmailError } from '../../shared/email-recovery.ts'
import type { Words } from './words.ts'

// What every page may say of recovery by e-mail.

export const emailErrors: Readonly<Record<EmailError, Words>> = {
  email_recovery_required: {
    sentence: 'This site wants every account to have this way back.',
    next: 'It can’t be switched off. You can remove your e-mail addresses.',
  },
}

export const emailActivity: Readonly<Record<EmailAuditAction, string>> = {
  'email-code-asked':
    'Someone who can’t sign in asked for a recovery code at one of your addresses. Only who reads that mail can use it.',
  'email-code-refused':
    'Someone asked for a recovery code at one of your addresses, and then typed a wrong one.',
  'email-recovery-on-scheduled': 'E-mail was scheduled to become a way back in, after 7 days.',
  'email-recovery-on': 'E-mail became a way back in.',
  'email-recovery-off-scheduled': 'E-mail as a way back in was scheduled to be switched off, after 7 days.',
  'email-recovery-off': 'E-mail as a way back in was switched off.',
  'email-recovery-kept': 'E-mail as a way back in stays as it is: a change of it was cancelled.',
}
