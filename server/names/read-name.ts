import type { NameRefusal } from '../../shared/errors.ts'
import { codePoints } from './char-set.ts'
import { hasStrays, trimmed } from './hidden.ts'
import { isAssigned } from './scripts.ts'

/** The longest name, in code points after NFC. */
export const LONGEST_NAME = 64

/**
 * The longest text that is looked at, in code points, with what is dropped at its ends. The work grows with its square: 2,000
 * characters would keep a node busy for 40 ms.
 */
const LONGEST_TYPED = 4 * LONGEST_NAME

/** What reading a typed name gives: the name, or the refusal of the rule that it breaks. */
export type NameRead<Body> =
  | ({ readonly ok: true } & Body)
  | { readonly ok: false; readonly code: NameRefusal }

/** Reads a typed name of an account or a passkey. `shown` is in NFC, without spaces and strays at its ends. */
export function readName(input: string): NameRead<{ readonly shown: string }> {
  const composed = input.normalize('NFC')
  if (codePoints(composed).length > LONGEST_TYPED) return { ok: false, code: 'name_too_long' } // [A153]
  const shown = trimmed(composed)
  const broken = rules.find(([, breaks]) => breaks(shown))
  return broken ? { ok: false, code: broken[0] } : { ok: true, shown }
}

/** Each rule has its own refusal. The first broken one counts. */
const rules: readonly (readonly [NameRefusal, (shown: string) => boolean])[] = [
  ['name_empty', (shown) => shown === ''],
  ['name_too_long', (shown) => codePoints(shown).length > LONGEST_NAME], // [A84]
  ['name_invisible_characters', hasStrays], // [A85]
  ['name_unusable_characters', (shown) => codePoints(shown).some(isUnusable)], // [A86]
]

/** Control characters, line breaks, surrogates, private characters, and those that this version of Unicode lacks. */
function isUnusable(point: number): boolean {
  const char = String.fromCodePoint(point)
  const format = /\p{Cf}/u.test(char) && !/\p{Default_Ignorable_Code_Point}/u.test(char)
  return format || /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u.test(char) || !isAssigned(point)
}
