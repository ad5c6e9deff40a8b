/** A name that an owner gives a passkey: trimmed, 1 to 64 characters, no control or line characters; else null. */
export function parsePasskeyName(input: string): string | null {
  const name = input.normalize('NFC').trim()
  const length = [...name].length
  return length >= 1 && length <= 64 && !/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(name) ? name : null
}
