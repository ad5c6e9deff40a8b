import { choice, type ValuesOf, variable } from '../../settings/variable.ts'

/** The variable of the backup codes. */
export const BACKUP_CODE_VARIABLES = {
  BACKUP_CODES: variable({
    schema: choice('off', 'user', 'on'),
    default: 'user',
    meaning:
      'Backup codes as a way back in: `off` nobody has them, `user` each account decides, `on` every account is asked to have them and can’t switch them off.',
    example: 'on',
  }),
} as const

/** What a deployment chose for the backup codes. */
export type BackupCodeSettings = 'off' | 'user' | 'on'

/** The setting, from the variables that were read. */
export function backupCodeSettings(values: ValuesOf<typeof BACKUP_CODE_VARIABLES>): BackupCodeSettings {
  return values.BACKUP_CODES ?? 'user'
}
