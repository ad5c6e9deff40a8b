/** Characters of an account name, counted as a reader would (code points, after NFC). */
const LONGEST = 64

export interface AccountName {
  /** What is shown: trimmed, NFC. */
  readonly shown: string
  /** What is unique: NFKC, case-folded, and without what nobody can see. */
  readonly folded: string
}

/** Null when it is empty, longer than 64 characters or has control, format or line characters. */
export function parseAccountName(input: string): AccountName | null {
  const shown = input.normalize('NFC').trim()
  const length = [...shown].length
  if (length < 1 || length > LONGEST || /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(shown)) return null
  // Folding twice: NFKC can bring capitals back, and lower-casing can undo NFKC.
  const folded = fold(fold(shown))
  return folded.length > 0 && folded.length <= 4 * LONGEST ? { shown, folded } : null
}

/** Fillers, variation selectors and the blank of Braille: a name with one more of them looks the same. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\u2800]/gu

function fold(text: string): string {
  return text.normalize('NFKC').replace(UNSEEN, '').toUpperCase().toLowerCase().replace(/\s+/gu, ' ').trim()
}
