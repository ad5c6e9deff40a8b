/** Crockford base 32: no I, L, O or U, so that a code survives being read aloud. */
export const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Characters of a PIN: 8 x 5 bit = 40 bit (NIST SP 800-63B-4 section 4.1.2.2, identifier typed). */
export const PIN_LENGTH = 8
/** Digits of a return PIN (RFC 10027, request initiation verification). */
export const RETURN_PIN_LENGTH = 7

const LOOK_ALIKES: Readonly<Record<string, string>> = { I: '1', L: '1', O: '0', U: 'V' }

/** Digits of any script (Arabic-Indic, Devanagari, full width ...) become ASCII digits. */
function asciiDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => String(digitValue(digit)))
}

/** Unicode keeps each script's ten digits in one run that starts at zero; some runs touch the next. */
function digitValue(digit: string): number {
  let zero = digit.codePointAt(0) ?? 0
  const start = zero
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1
  return (start - zero) % 10
}

/**
 * Spaces, hyphens, and the invisible marks that chats put around what is copied from them; and what keyboards give in
 * place of a hyphen: a minus, a bullet, the long vowel of Japanese, a line of a box, an underscore.
 */
const SEPARATORS = /[\s\p{Pd}\p{Cf}\u2212\u2043\u02d7\u30fc\u2500_]/gu // [P110]

/** A Turkish keyboard has a capital I with a dot, which is I with this. */
const DOT_ABOVE = /\u0307/gu

/**
 * Folds what a person typed into the 8 characters of a PIN: case, spaces, hyphens, look-alikes and digits
 * of any script are forgiven. Null means that it cannot be a PIN, so it costs no try.
 */
export function parsePin(input: string): string | null {
  const folded = asciiDigits(input.normalize('NFKD'))
    .replace(DOT_ABOVE, '')
    .toUpperCase()
    .replace(SEPARATORS, '')
    .replace(/[ILOU]/g, (letter) => LOOK_ALIKES[letter] ?? letter)
  return folded.length === PIN_LENGTH && [...folded].every((char) => CROCKFORD.includes(char)) ? folded : null
}

/** Folds a typed return PIN to 7 ASCII digits, or null when it cannot be one. */
export function parseReturnPin(input: string): string | null {
  const folded = foldReturnPin(input)
  return /^[0-9]{7}$/.test(folded) ? folded : null
}

/**
 * How many digits of a return PIN are there so far, or null where it can never become one: whoever typed anything
 * else has to hear of it.
 */
export function returnPinDigits(input: string): number | null {
  const folded = foldReturnPin(input)
  return /^[0-9]{0,7}$/.test(folded) ? folded.length : null
}

function foldReturnPin(input: string): string {
  return asciiDigits(input.normalize('NFKC')).replace(SEPARATORS, '')
}

/** Shows a PIN as `XXXX-XXXX`. */
export function showPin(pin: string): string {
  return `${pin.slice(0, 4)}-${pin.slice(4)}`
}

/** Shows a return PIN as `XXX XXXX`. */
export function showReturnPin(pin: string): string {
  return `${pin.slice(0, 3)} ${pin.slice(3)}`
}
