import { createHash, randomBytes } from 'node:crypto'
import { EMAIL_CODE_DIGITS } from '../../../shared/email-recovery.ts'

/** A new secret of a link: 128 random bits, base64url. */
export function newSecret(): string {
  return randomBytes(16).toString('base64url') // [E2]
}

/** What is kept of a secret. It has 128 random bits, so it needs no salt. */
export function idOf(secret: string): string {
  return digest('rekey mailed link', secret).toString('base64url') // [E3]
}

/**
 * The code that belongs to a link, so that its page can show the one that stands in the mail, without anybody keeping
 * it. Who has the code learns nothing of the link. Of 2^64 numbers, each code gets the same share but for one in 10^11.
 */
export function codeOf(secret: string): string {
  const number = digest('rekey mailed code', secret).readBigUInt64BE() % 10n ** BigInt(EMAIL_CODE_DIGITS)
  return String(number).padStart(EMAIL_CODE_DIGITS, '0')
}

function digest(label: string, secret: string): Buffer {
  return createHash('sha256').update(`${label} ${secret}`).digest()
}
