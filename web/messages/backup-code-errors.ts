import type { BackupCodeError } from '../../shared/backup-codes.ts'
import type { Words } from './words.ts'

// Apart from what else is said of backup codes: every page has these from its first paint on.

export const backupCodeErrors: Readonly<Record<BackupCodeError, Words>> = {
  backup_codes_required: {
    sentence: 'This site asks every account to have backup codes.',
    next: 'You can make new ones, but you can’t switch them off.',
  },
}
