import { choice, type ValuesOf, variable } from '../../settings/variable.ts'

/** The variable of the recovery contacts. */
export const CONTACT_VARIABLES = {
  CONTACTS: variable({
    schema: choice('off', 'user', 'on'),
    default: 'user',
    meaning:
      'Recovery contacts, who can vouch for somebody: `off` nobody has them, `user` each account decides, `on` every account is asked to name one.',
    example: 'off',
  }),
} as const

/** What a deployment chose for recovery contacts. */
export type ContactSettings = 'off' | 'user' | 'on'

/** The setting, from the variables that were read. */
export function contactSettings(values: ValuesOf<typeof CONTACT_VARIABLES>): ContactSettings {
  return values.CONTACTS ?? 'user'
}
