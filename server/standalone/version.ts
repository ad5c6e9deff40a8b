import { readFileSync } from 'node:fs'

/** It is two folders up, both from the sources and from the built server. */
const PACKAGE = new URL('../../package.json', import.meta.url)

/** The running version, for admins. */
export function readVersion(): string {
  try {
    return String((JSON.parse(readFileSync(PACKAGE, 'utf8')) as { version?: unknown }).version ?? 'unknown')
  } catch {
    return 'unknown'
  }
}
