const SHORTEST = 3
const LONGEST = 200

/**
 * Why an admin did something, as it is written down: 3 to 200 characters without anything that could break
 * a line, hide text or turn it round. Null when it is not.
 */
export function parseReason(input: string): string | null {
  const reason = input.normalize('NFC').trim()
  const length = [...reason].length
  if (length < SHORTEST || length > LONGEST) return null
  if (/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(reason)) return null // [D7]
  return reason
}
