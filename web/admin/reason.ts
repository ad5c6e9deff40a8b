const SHORTEST = 3
const LONGEST = 200

/** Characters that nobody sees, and those that turn text round: what is on record must read as it was meant. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u

/** Why a reason cannot be written down as it was typed, or null. The server judges it again. */
export function problemOf(reason: string): 'short' | 'long' | 'hidden' | null {
  if (HIDDEN.test(reason)) return 'hidden'
  const { length } = [...reason.normalize('NFC').trim()]
  if (length > LONGEST) return 'long'
  return length < SHORTEST ? 'short' : null
}
