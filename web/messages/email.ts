import type { EmailAuditAction } from '../../shared/email-recovery.ts'

// What every page may say of recovery by e-mail.

export const emailActivity: Readonly<Record<EmailAuditAction, string>> = {
  'email-code-asked':
    'Someone who can’t sign in asked for a recovery code at one of your addresses. Only someone who reads that mail can use it.',
  'email-code-refused':
    'Someone asked for a recovery code at one of your addresses, and then typed a wrong one.',
  'email-recovery-on-scheduled': 'E-mail was scheduled to become a way back in, after 7 days.',
  'email-recovery-on': 'E-mail became a way back in.',
  'email-recovery-off-scheduled': 'E-mail as a way back in was scheduled to be switched off, after 7 days.',
  'email-recovery-off': 'E-mail as a way back in was switched off.',
  'email-recovery-kept': 'E-mail as a way back in stays as it was: a change was cancelled.',
}
