import { randomBytes } from 'node:crypto'
import { BACKUP_CODE_LENGTH, BACKUP_CODES, type BackupCode } from '../../../shared/backup-codes.ts'
import { CROCKFORD } from '../../../shared/pins.ts'

/** Makes a set of new codes, numbered from 0. Each has 80 random bits. */
export function newCodes(): readonly BackupCode[] {
  return newCodesFor(Array.from({ length: BACKUP_CODES }, (_, number) => number)) // [B1]
}

/** Makes new codes with these numbers. */
export function newCodesFor(numbers: readonly number[]): readonly BackupCode[] {
  return numbers.map((number) => ({ number, secret: newSecret() }))
}

function newSecret(): string {
  // 256 is a multiple of 32, so every character is equally likely.
  return [...randomBytes(BACKUP_CODE_LENGTH)].map((byte) => CROCKFORD[byte % CROCKFORD.length]).join('')
}
