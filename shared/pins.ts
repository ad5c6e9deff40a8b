/** The characters of a PIN: Crockford base 32. It has no I, L, O or U, which people confuse with other characters. */
export const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Length of a PIN in characters: 8 x 5 bit = 40 bit (NIST SP 800-63B-4 section 4.1.2.2, identifier typed). */
export const PIN_LENGTH = 8
/** Length of a return PIN in digits (RFC 10027, request initiation verification). */
export const RETURN_PIN_LENGTH = 7

const LOOK_ALIKES: Readonly<Record<string, string>> = { I: '1', L: '1', O: '0', U: 'V' }

/** Digits of any script (Arabic-Indic, Devanagari, full width ...) become ASCII digits. */
function asciiDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => String(digitValue(digit)))
}

/** The ten digits of a script are one run in Unicode, from zero to nine. Some runs follow each other without a gap. */
function digitValue(digit: string): number {
  let zero = digit.codePointAt(0) ?? 0
  const start = zero
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1
  return (start - zero) % 10
}

/**
 * Spaces, hyphens, and the invisible marks that chats put around copied text. Also what keyboards offer in place of a
 * hyphen: a minus, a bullet, the Japanese sign for a long vowel, a line for drawing boxes, an underscore.
 */
const SEPARATORS = /[\s\p{Pd}\p{Cf}\u2212\u2043\u02d7\u30fc\u2500_]/gu

const ONLY_DIGITS = /^[0-9]*$/

/** Turkish keyboards have a capital I with a dot. In NFKD that is an I followed by this mark. */
const DOT_ABOVE = /\u0307/gu

/**
 * Folds typed text to the 8 characters of a PIN. Case, spaces and hyphens do not matter, look-alikes are replaced, and
 * digits of any script are accepted. Null if the text cannot be a PIN; then it costs no try.
 */
export function parsePin(input: string): string | null {
  return parseCrockford(input, PIN_LENGTH)
}

/** The same for any code of so many Crockford characters. */
export function parseCrockford(input: string, length: number): string | null {
  const plain = asciiDigits(input.normalize('NFKD')).replace(DOT_ABOVE, '').toUpperCase()
  const folded = withoutSeparators(plain).replace(/[ILOU]/g, (letter) => LOOK_ALIKES[letter] ?? letter)
  return folded.length === length && [...folded].every((char) => CROCKFORD.includes(char)) ? folded : null
}

/**
 * Folds typed text to the ASCII digits of a code of so many digits. Spaces, hyphens and the script of the digits do not
 * matter. Null if the text cannot be one; then it costs no try.
 */
export function parseDigits(input: string, length: number): string | null {
  const folded = foldDigits(input)
  return folded.length === length && ONLY_DIGITS.test(folded) ? folded : null
}

/** Folds typed text to the 7 ASCII digits of a return PIN. Null if the text cannot be one; then it costs no try. */
export function parseReturnPin(input: string): string | null {
  return parseDigits(input, RETURN_PIN_LENGTH)
}

/** How many digits of a return PIN were typed so far. Null if the text can never become one, so that the page can say so. */
export function returnPinDigits(input: string): number | null {
  const folded = foldDigits(input)
  return ONLY_DIGITS.test(folded) && folded.length <= RETURN_PIN_LENGTH ? folded.length : null
}

function foldDigits(input: string): string {
  return withoutSeparators(asciiDigits(input.normalize('NFKC')))
}

/** Typed text without what may stand between the characters of a code. */
export function withoutSeparators(input: string): string {
  return input.replace(SEPARATORS, '') // [P110]
}

/** Shows a PIN as `XXXX-XXXX`. */
export function showPin(pin: string): string {
  return `${pin.slice(0, 4)}-${pin.slice(4)}`
}

/** Shows a return PIN as `XXX XXXX`. */
export function showReturnPin(pin: string): string {
  return `${pin.slice(0, 3)} ${pin.slice(3)}`
}
