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
} as const

/** What a deployment chose for cases. */
export type AssistedSettings = 'off' | 'user' | 'on'

/** The setting, from the variables that were read. */
export function assistedSettings(values: ValuesOf<typeof ASSISTED_VARIABLES>): AssistedSettings {
  return values.ASSISTED ?? 'off' // [C1]
}
