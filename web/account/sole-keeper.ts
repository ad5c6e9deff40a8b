import type { PasskeyRow } from '../../shared/account-page.ts'
import type { Words } from '../messages/words.ts'
import { passkeys as say } from './messages/passkeys.ts'

/** The only passkey that must stay, because without it nothing could be changed any more. */
export interface SoleKeeper {
  readonly passkey: PasskeyRow
  /** From when on another passkey can do the same. Null if there will be none. */
  readonly until: number | null
}

/** Null where there are several, or none. */
export function soleKeeper(passkeys: readonly PasskeyRow[]): SoleKeeper | null {
  const active = passkeys.filter(({ status, calledOut }) => status === 'active' && !calledOut)
  const waiting = active.flatMap(({ probationUntil }) => probationUntil ?? [])
  const [passkey, ...more] = active.filter(({ probationUntil }) => probationUntil === null)
  if (!passkey || more.length > 0) return null
  return { passkey, until: waiting.length > 0 ? Math.min(...waiting) : null }
}

/**
 * A summary of the list below, in words that the list confirms. Null if no other passkey works: the top of the page says
 * that.
 */
export function soleKeeperWords({ passkey, until }: SoleKeeper): Words | null {
  return until === null ? null : say.onlyOneMay(passkey.name, until)
}
