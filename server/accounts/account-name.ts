import { foldName } from '../names/fold-name.ts'
import { LONGEST_NAME, type NameRead, readName } from '../names/read-name.ts'
import { mixesScripts } from '../names/scripts.ts'

export interface AccountName {
  /** What is shown. */
  readonly shown: string
  /** What is unique. */
  readonly folded: string
}

/** The same rules wherever a name is typed: at sign-up, on a page that asks for a code, by an admin. */
export function parseAccountName(input: string): NameRead<{ readonly name: AccountName }> {
  const read = readName(input)
  if (!read.ok) return read
  const { shown } = read
  const folded = foldName(shown)
  // One character can fold to eighteen.
  if (folded.length > 4 * LONGEST_NAME) return { ok: false, code: 'name_too_long' }
  if (mixesScripts(shown)) return { ok: false, code: 'name_mixed_scripts' } // [A87]
  return { ok: true, name: { shown, folded } }
}
