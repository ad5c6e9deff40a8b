import { choice, type ValuesOf, variable } from '../../settings/variable.ts'

/** The variable of recovery by e-mail. */
export const EMAIL_VARIABLES = {
  EMAIL_RECOVERY: variable({
    schema: choice('off', 'user', 'on'),
    default: '`user` where mail is sent, else `off`',
    meaning:
      'E-mail as a way back in: `off` nobody has it, `user` each account that has a confirmed address, until its owner switches it off, `on` the same, and nobody switches it off. Without mail it is always off.',
    example: 'off',
  }),
} as const

/** What a deployment chose for recovery by e-mail. */
export type EmailSettings = 'off' | 'user' | 'on'

/** The setting, from the variables that were read. A site that sends no mail has no such way. */
export function emailSettings(
  values: ValuesOf<typeof EMAIL_VARIABLES>,
  { sendsMail }: { readonly sendsMail: boolean },
): EmailSettings {
  return sendsMail ? (values.EMAIL_RECOVERY ?? 'user') : 'off' // [E1]
}
