import type { BackupCodesReadiness } from './backup-codes.ts'

/** How ready each recovery method is that an account sets up in advance. Null: this site does not offer it. */
export interface Readiness {
  readonly 'backup-code': BackupCodesReadiness | null
}
