import type { Asserted } from './api.ts'
import type { CredentialId } from './ids.ts'
import { parseCrockford } from './pins.ts'
import type { SignedPost, SlowRecoveryView } from './slow-recovery.ts'

// What the backup codes add to the lists that are the same for all recovery methods, and how a code is written.

/** How many codes a set has. Each begins with its number, from 0 to 9. */
export const BACKUP_CODES = 10
/** Random Crockford characters of one code, after its number: 16 x 5 bit = 80 bit. */
export const BACKUP_CODE_LENGTH = 16
/** With this many codes left or fewer, the account page asks for new ones. */
export const FEW_BACKUP_CODES = 3

/** One code, as the server compares it. */
export interface BackupCode {
  readonly number: number
  /** 16 Crockford characters. */
  readonly secret: string
}

/** Shows a code as `N-XXXX-XXXX-XXXX-XXXX`. */
export function showBackupCode({ number, secret }: BackupCode): string {
  return [String(number), ...(secret.match(/.{4}/g) ?? [])].join('-')
}

/**
 * Reads a typed code. Case, spaces and hyphens do not matter, and look-alikes such as O and 0 count as the same. Null
 * if the text cannot be a code; then it costs no try.
 */
export function parseBackupCode(input: string): BackupCode | null {
  const folded = parseCrockford(input, 1 + BACKUP_CODE_LENGTH)
  if (!folded || !/^[0-9]/.test(folded)) return null
  return { number: Number(folded[0]), secret: folded.slice(1) }
}

/** Its refusals, each with its HTTP status. */
export const BACKUP_CODE_ERRORS = {
  backup_codes_required: 409,
} as const

export type BackupCodeError = keyof typeof BACKUP_CODE_ERRORS

/** Its actions in the audit, each with its rows in the security news. */
export const BACKUP_CODE_AUDIT_ACTIONS = {
  'backup-codes-made': 5,
  'backup-codes-renewed': 5,
  'backup-codes-saved': null,
  'backup-codes-counting': 3,
  'backup-codes-off-scheduled': 5,
  'backup-codes-off': 5,
  'backup-codes-dropped': 5,
  'backup-codes-voided': 5,
  'backup-codes-kept': 3,
  'backup-code-tried': null,
  'backup-code-refused': 1,
} as const

export type BackupCodeAuditAction = keyof typeof BACKUP_CODE_AUDIT_ACTIONS

/** What an owner does with backup codes that needs a step-up. */
export type BackupCodeAction =
  | { readonly do: 'make-backup-codes' }
  /** New codes in the place of used ones. */
  | { readonly do: 'renew-backup-codes' }
  | { readonly do: 'switch-off-backup-codes' }
  | { readonly do: 'try-backup-code' }
  /** Says later that a set is saved. */
  | { readonly do: 'note-backup-codes'; readonly setId: string }
  /** Drops a new set that does not count yet, or keeps one that was to be switched off. */
  | { readonly do: 'cancel-backup-codes'; readonly setId: string }

/** A set of codes, as its owner sees it. All times are milliseconds since 1970, by the database's clock. */
export interface BackupCodeSet {
  readonly id: string
  readonly madeAt: number
  /** The passkey that made it. */
  readonly madeBy: CredentialId
  /** The owner said that they have saved it. */
  readonly saved: boolean
  readonly left: number
  /** How many are used, and can get a new one in their place. */
  readonly used: number
  /** How many got a new one that doesn't count yet, and from when on all of these do. */
  readonly renewed: { readonly many: number; readonly countsFrom: number } | null
  readonly lastUsedAt: number | null
  /** When the owner last typed one of its codes to see that they have the right ones. */
  readonly triedAt: number | null
}

/** How ready the backup codes of an account are. */
export interface BackupCodesReadiness {
  /** The site expects every account to have them. */
  readonly required: boolean
  /** `waiting`: there is only a set that does not count yet. */
  readonly state: 'off' | 'waiting' | 'ready' | 'weak' | 'used-up'
  /** The set that counts now. */
  readonly set: BackupCodeSet | null
  /** Since when the oldest of its codes that can still be used has counted. Null if none can. */
  readonly countsSince: number | null
  /** A newer set, and from when on it counts. Until then the old one does. */
  readonly next: (BackupCodeSet & { readonly countsFrom: number }) | null
  /** When the set that counts is switched off, and which passkey asked for it. */
  readonly off: { readonly at: number; readonly by: CredentialId } | null
}

/** What was made. The codes are shown once; the server keeps only their hashes. */
export interface MadeBackupCodes {
  readonly setId: string
  /** As they are shown. */
  readonly codes: readonly string[]
  /** From when on they count. Null: now. */
  readonly countsFrom: number | null
}

/** What a code is that its owner typed: it works, works from `countsFrom` on, or was used. */
export interface TriedCode {
  readonly state: 'works' | 'waits' | 'used'
  readonly countsFrom: number | null
}

/** The posts of an owner: path -> what is posted and what is answered. */
export interface OwnCodePosts {
  '/api/backup-codes/make': [{ readonly stepUp: Asserted }, MadeBackupCodes]
  '/api/backup-codes/renew': [{ readonly stepUp: Asserted }, MadeBackupCodes]
  /** Without a step-up only in the session that was shown the codes, shortly after that. */
  '/api/backup-codes/saved': [
    { readonly setId: string; readonly stepUp?: Asserted | undefined },
    Record<never, never>,
  ]
  '/api/backup-codes/try': [{ readonly code: string; readonly stepUp: Asserted }, TriedCode]
  /** `offAt`: null if they are off now. */
  '/api/backup-codes/off': [{ readonly stepUp: Asserted }, { readonly offAt: number | null }]
  '/api/backup-codes/cancel': [{ readonly setId: string; readonly stepUp: Asserted }, Record<never, never>]
}

/** All of its posts. What is signed to prove a code is `{ name, code }`, both as they were typed. */
export interface BackupCodePosts extends OwnCodePosts {
  '/api/backup-codes/prove': [SignedPost, SlowRecoveryView]
}
