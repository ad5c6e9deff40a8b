import { choice, type ValuesOf, variable } from '../settings/variable.ts'
import type { RecoveryLevel } from './policy.ts'

/** The variables of recoveries by any method. */
export const RECOVERY_VARIABLES = {
  RECOVERY_LEVEL: variable({
    schema: choice('hold', 'aal2'),
    default: 'hold',
    meaning:
      'What one proof that is not a passkey is worth, such as a backup code: `hold` lets it recover an account after a hold of three or seven days (AAL1 with a hold), `aal2` asks for a second one by another method.',
    example: 'aal2',
  }),
} as const

/** What a deployment chose for recoveries by any method. */
export interface RecoverySettings {
  readonly level: RecoveryLevel
}

/** The settings, from the variables that were read. */
export function recoverySettings(values: ValuesOf<typeof RECOVERY_VARIABLES>): RecoverySettings {
  return { level: values.RECOVERY_LEVEL ?? 'hold' }
}
