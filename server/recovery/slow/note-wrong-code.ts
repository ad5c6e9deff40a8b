import type { AuditAction } from '../../../shared/audit.ts'
import type { AccountId } from '../../../shared/ids.ts'
import type { AuditLog } from '../../audit/audit-log.ts'
import { type RequestContext, trace } from '../../requests/request-context.ts'
import type { Careful } from '../../warnings/careful.ts'

interface NoteWrongCodeDeps {
  readonly audit: Pick<AuditLog, 'append'>
  readonly careful: Careful
}

/** Late enough that the answer has left: the time that it takes says nothing about the account. Milliseconds. */
const NOTE_AFTER_MS = 1_000

/** Notes in the account, a second later, that somebody typed a wrong code, if `isNoted` says that one more is noted. */
export type NoteWrongCode = (
  action: Extract<AuditAction, `${string}-refused`>,
  accountId: AccountId,
  context: RequestContext,
  isNoted: (accountId: AccountId) => Promise<boolean>,
) => void

/** Makes it, from what it needs. */
export function createNoteWrongCode({ audit, careful }: NoteWrongCodeDeps): NoteWrongCode {
  return (action, accountId, context, isNoted) => {
    const timer = setTimeout(
      careful('noting a wrong code', async () => {
        if (await isNoted(accountId)) await audit.append({ action, accountId, ...trace(context) }) // [B19]
      }),
      NOTE_AFTER_MS,
    )
    timer.unref()
  }
}
