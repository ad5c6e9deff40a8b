import type { EmailAuditAction } from '../../shared/email-recovery.ts'

// What every page may say of recovery by e-mail.

export const emailActivity: Readonly<Record<EmailAuditAction, string>> = {
  'email-code-asked':
    'Someone who can’t sign in asked for a recovery code at one of your addresses. Only who reads that mail can use it.',
  'email-code-refused':
    'Someone asked for a recovery code at one of your addresses, and then typed a wrong one.',
}
