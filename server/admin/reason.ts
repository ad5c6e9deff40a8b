const SHORTEST = 3
const LONGEST = 200

/**
 * Reads the reason that an admin gave: 3 to 200 characters, without any that could break a line, hide text or reverse
 * it. Null if it is not valid.
 */
export function parseReason(input: string): string | null {
  const reason = input.normalize('NFC').trim()
  const length = [...reason].length
  if (length < SHORTEST || length > LONGEST) return null
  if (/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(reason)) return null // [D7]
  return reason
}
