const SHORTEST = 3
const LONGEST = 200

/** Invisible characters, and those that change the direction of text: a reason must read as it was meant. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u

/** Why a typed reason cannot be used, or null. The server checks it again. */
export function problemOf(reason: string): 'short' | 'long' | 'hidden' | null {
  if (HIDDEN.test(reason)) return 'hidden'
  const { length } = [...reason.normalize('NFC').trim()]
  if (length > LONGEST) return 'long'
  return length < SHORTEST ? 'short' : null
}
