import { z } from 'zod'
import { parseBackupCode } from '../../../shared/backup-codes.ts'
import type { AccountId } from '../../../shared/ids.ts'
import type { SlowRecoveryView } from '../../../shared/slow-recovery.ts'
import { parseAccountName } from '../../accounts/account-name.ts'
import type { AccountStore } from '../../accounts/account-store.ts'
import { type Answer, refusal } from '../../errors/answer.ts'
import type { Guard } from '../../limits/guard.ts'
import { overLimit } from '../../limits/over-limit.ts'
import type { AddProof, ProvingPage } from '../../recovery/slow/given-proof.ts'
import type { NoteWrongCode } from '../../recovery/slow/note-wrong-code.ts'
import { countedFor } from '../../requests/network.ts'
import type { RequestContext } from '../../requests/request-context.ts'
import { typedName } from '../../requests/wire-fields.ts'
import type { BackupCodeStore } from './backup-code-store.ts'
import { isSecret } from './hash.ts'
import type { OneAtATime } from './one-at-a-time.ts'
import type { BackupCodeSettings } from './settings.ts'

/** A code as someone typed it. */
export const typedCode = z.string().max(200)

/** What the page signs. */
export const proving = z.strictObject({ name: typedName, code: typedCode })

export interface ProveCodeDeps {
  readonly setting: BackupCodeSettings
  readonly accounts: Pick<AccountStore, 'findByName'>
  readonly store: Pick<BackupCodeStore, 'find'>
  readonly guard: Pick<Guard, 'backupCode' | 'slowName' | 'nameWrongCode' | 'wrongCodeNoted'>
  readonly oneAtATime: OneAtATime
  readonly addProof: AddProof
  readonly noteWrongCode: NoteWrongCode
}

/** Someone without a passkey proves a backup code of an account. */
export type ProveCode = (
  body: z.infer<typeof proving>,
  page: ProvingPage,
  context: RequestContext,
) => Promise<Answer<{ readonly body: SlowRecoveryView }>>

/** Stands for the account of a name that nobody has, so that the same is looked for. */
const NOBODY = 'nobody' as AccountId

/** Makes it, from what it needs. */
export function createProveCode(deps: ProveCodeDeps): ProveCode {
  const { setting, accounts, store, guard, oneAtATime, addProof, noteWrongCode } = deps

  return async ({ name: typed, code: text }, page, context) => {
    if (setting === 'off') return refusal('not_found') // [B20]
    const read = parseAccountName(typed)
    const code = parseBackupCode(text)
    if (!read.ok || !code) return refusal('code_invalid')
    const over = overLimit(await guard.backupCode(context))
    if (over) return over // [B18]
    const { folded } = read.name
    await guard.slowName(folded) // [B18]
    const account = await accounts.findByName(folded)
    const found = await store.find(account?.id ?? NOBODY, code.number)
    const hashing = await oneAtATime(countedFor(context.network), () =>
      isSecret(code.secret, found?.hash ?? null),
    )
    if (!hashing) return refusal('server_full')
    if (!hashing.done || !account || !found) {
      await guard.nameWrongCode(folded)
      if (account) noteWrongCode('backup-code-refused', account.id, context, guard.wrongCodeNoted) // [B19]
      return refusal('code_invalid')
    }
    return addProof(page, { accountId: account.id, method: 'backup-code', evidence: found.evidence }, context)
  }
}
