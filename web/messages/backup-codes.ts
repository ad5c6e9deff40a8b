import type { BackupCodeAuditAction } from '../../shared/backup-codes.ts'

export const backupCodeActivity: Readonly<Record<BackupCodeAuditAction, string>> = {
  'backup-codes-made': 'You made new backup codes.',
  'backup-codes-renewed': 'New backup codes were made in the place of used ones.',
  'backup-codes-saved': 'You said that you saved your backup codes.',
  'backup-codes-counting': 'The new backup codes work from now on. The old ones don’t any more.',
  'backup-codes-off-scheduled': 'Backup codes were set to be switched off in 7 days.',
  'backup-codes-off': 'Backup codes were switched off.',
  'backup-codes-dropped': 'Backup codes were removed before they worked.',
  'backup-codes-voided':
    'Backup codes that a stopped passkey had made in the place of used ones don’t work any more. The others still do.',
  'backup-codes-kept': 'Backup codes stay on. They were set to be switched off.',
  'backup-code-tried': 'You tried a backup code. It’s right, and it isn’t used up.',
  'backup-code-refused': 'Someone tried a backup code that doesn’t work.',
}
