import { BACKUP_CODE_LENGTH, parseBackupCode, showBackupCode } from '../../../../shared/backup-codes.ts'
import { withoutSeparators } from '../../../../shared/pins.ts'
import { backupCode as say } from './messages.ts'

/** Characters of a whole code, its number included. */
const WHOLE = 1 + BACKUP_CODE_LENGTH

/** A code as it may be written down: its groups with hyphens, spaces or nothing between them. */
const IN_A_LINE = /(?<![0-9A-Za-z])[0-9OoIiLl][\s-]?(?:[0-9A-Za-z]{4}[\s-]?){3}[0-9A-Za-z]{4}(?![0-9A-Za-z])/g

/** The code in a pasted line such as `3.  3-K7Q2-9XWD-5M4T-B8EA (unused)`, as it is shown. Null if there is none. */
export function codeInLine(line: string): string | null {
  const codes = (line.match(IN_A_LINE) ?? []).flatMap((text) => parseBackupCode(text) ?? [])
  const [only] = codes
  // Of several, nobody knows which one is meant.
  return only && codes.length === 1 ? showBackupCode(only) : null
}

/**
 * What was typed, with a hyphen after the number and after each group. What cannot be in a code stays as it is, so that
 * the person sees it.
 */
export function grouped(typed: string): string {
  const plain = withoutSeparators(typed.toUpperCase())
  if (!/^[0-9A-Z]*$/.test(plain) || plain.length > WHOLE) return typed
  return [plain.slice(0, 1), ...(plain.slice(1).match(/.{1,4}/g) ?? [])].filter(Boolean).join('-')
}

/** Why what was typed is no code. */
export function codeProblem(typed: string): string {
  const characters = withoutSeparators(typed).length
  if (characters === 0) return say.empty
  return characters < WHOLE ? say.short(characters, WHOLE) : say.malformed
}
