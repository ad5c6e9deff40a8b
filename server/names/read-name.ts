import type { NameRefusal } from '../../shared/errors.ts'
import { codePoints } from './char-set.ts'
import { hasStrays, trimmed } from './hidden.ts'
import { isAssigned } from './scripts.ts'

/** Characters of a name, counted as code points after NFC. */
export const LONGEST_NAME = 64

/** A name that was typed, or which of its rules it breaks; as answers to whoever carries it. */
export type NameRead<Body> =
  | ({ readonly ok: true } & Body)
  | { readonly ok: false; readonly code: NameRefusal }

/** What anybody may call an account or a passkey, as it is shown: NFC, and without spaces or marks at its ends. */
export function readName(input: string): NameRead<{ readonly shown: string }> {
  const shown = trimmed(input.normalize('NFC'))
  const broken = rules.find(([, breaks]) => breaks(shown))
  return broken ? { ok: false, code: broken[0] } : { ok: true, shown }
}

/** Each refusal says its rule. */
const rules: readonly (readonly [NameRefusal, (shown: string) => boolean])[] = [
  ['name_empty', (shown) => shown === ''],
  ['name_too_long', (shown) => codePoints(shown).length > LONGEST_NAME], // [A84]
  ['name_invisible_characters', hasStrays], // [A85]
  ['name_unusable_characters', (shown) => codePoints(shown).some(isUnusable)], // [A86]
]

/** Controls, ends of lines, halves of characters, private ones, and what this version of Unicode does not have. */
function isUnusable(point: number): boolean {
  const char = String.fromCodePoint(point)
  const format = /\p{Cf}/u.test(char) && !/\p{Default_Ignorable_Code_Point}/u.test(char)
  return format || /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u.test(char) || !isAssigned(point)
}
