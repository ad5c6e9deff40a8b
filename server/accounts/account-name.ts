import { foldName } from '../names/fold-name.ts'
import { LONGEST_NAME, type NameRead, readName } from '../names/read-name.ts'
import { mixesScripts } from '../names/scripts.ts'

export interface AccountName {
  /** As it is shown. */
  readonly shown: string
  /** As it is compared. */
  readonly folded: string
}

/** The rules for account names, the same everywhere: at sign-up, on a page that asks for a code, and for admins. */
export function parseAccountName(input: string): NameRead<{ readonly name: AccountName }> {
  const read = readName(input)
  if (!read.ok) return read
  const { shown } = read
  const folded = foldName(shown)
  // One character can become eighteen when it is folded.
  if (folded.length > 4 * LONGEST_NAME) return { ok: false, code: 'name_too_long' }
  if (mixesScripts(shown)) return { ok: false, code: 'name_mixed_scripts' } // [A87]
  return { ok: true, name: { shown, folded } }
}
