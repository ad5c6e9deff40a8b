import type { AssistedError, CaseError } from '../../shared/assisted.ts'
import type { EmailError } from '../../shared/email-recovery.ts'
import type { Words } from './words.ts'

const sentence = 'This site asks every account to have this way back.'

/** Refusals to switch off what a site requires. In a file of their own: the first pages need them, and no other words of these methods. */
export const requiredErrors: Readonly<Record<EmailError | Exclude<AssistedError, CaseError>, Words>> = {
  email_recovery_required: {
    sentence,
    next: 'It can’t be switched off. You can remove your e-mail addresses.',
  },
  assisted_required: { sentence, next: 'It can’t be switched off.' },
}
