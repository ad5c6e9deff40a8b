import { choice, type ValuesOf, variable } from '../../settings/variable.ts'

/** The variable of the help of supporters. */
export const ASSISTED_VARIABLES = {
  ASSISTED: variable({
    schema: choice('off', 'user', 'on'),
    default: 'off',
    meaning:
      'Cases, in which two admins vouch for somebody who has nothing left: `off` nobody can open one, `user` everybody can, and each account decides whether it can be helped so, `on` the same, and nobody switches it off. The operator’s links work either way.',
    example: 'on',
  }),
  CASE_CODES: variable({
    schema: choice('read', 'mail', 'both'),
    default: 'both',
    meaning:
      'How the second supporter may give the code of a case: `read` out on the phone, by `mail` to a confirmed address of the account, or `both`, as they choose each time. With `mail` alone, nobody is helped who has no such address. Nothing is mailed where recovery by e-mail is off.',
    example: 'mail',
  }),
} as const

/** What a deployment chose for cases. */
export type AssistedSettings = 'off' | 'user' | 'on'

/** How a code may be given at this site. One that was given in another way counts for nothing. */
export interface CaseCodeSettings {
  readonly read: boolean
  readonly mail: boolean
}

/** The setting, from the variables that were read. Nothing is mailed without recovery by e-mail. */
export function caseCodeSettings(
  { CASE_CODES: codes = 'both' }: ValuesOf<typeof ASSISTED_VARIABLES>,
  { recoversByMail }: { readonly recoversByMail: boolean },
): CaseCodeSettings {
  const read = codes !== 'mail' // [C34]
  const mail = codes !== 'read' && recoversByMail // [C34]
  return { read, mail }
}

/** The setting, from the variables that were read. */
export function assistedSettings(values: ValuesOf<typeof ASSISTED_VARIABLES>): AssistedSettings {
  return values.ASSISTED ?? 'off' // [C1]
}
