const SHORTEST = 3

/** Characters that nobody sees, and those that turn text round: what is on record must read as it was meant. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u

/** Why a reason cannot be written down as it was typed, or null. The server judges it again. */
export function problemOf(reason: string): 'short' | 'hidden' | null {
  if (HIDDEN.test(reason)) return 'hidden'
  return [...reason.normalize('NFC').trim()].length < SHORTEST ? 'short' : null
}
