import { createHash, randomBytes } from 'node:crypto'

/** A new 256-bit token, base64url, for a session or browser cookie. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/**
 * What is stored of a session token: SHA-256, base64url. A token has 256 random bits, so a fast hash is enough:
 * someone who steals the database cannot find a token.
 */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}
