import type { AccountChangeRows } from '../../../shared/account-changes.ts'
import type { Deletion, Renaming } from '../../accounts/account-changes.ts'
import type { Credential } from '../../passkeys/credential.ts'
import { named } from './recovery-rows.ts'

interface Changes {
  readonly renaming: Renaming | null
  readonly deletion: Deletion | null
}

/** What about the account itself can be taken back, with the names of the passkeys that did it. */
export function accountChangeRows(
  { renaming, deletion }: Changes,
  passkeys: readonly Credential[],
): AccountChangeRows {
  return {
    renamed: renaming && {
      ...{ from: renaming.from, at: renaming.at, backUntil: renaming.backUntil },
      by: named(passkeys, renaming.by),
    },
    deletion: deletion && {
      ...{ askedAt: deletion.askedAt, dueAt: deletion.dueAt, isLate: deletion.isLate },
      by: named(passkeys, deletion.by),
    },
  }
}
