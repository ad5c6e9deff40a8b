import type { Asserted } from '../../../shared/api.ts'
import { parseBackupCode, type TriedCode } from '../../../shared/backup-codes.ts'
import { type Answer, refusal } from '../../errors/answer.ts'
import type { Announcer } from '../../events/announcer.ts'
import type { Guard } from '../../limits/guard.ts'
import { overLimit } from '../../limits/over-limit.ts'
import type { ActionStepUp } from '../../passkeys/declared-actions.ts'
import { type RequestContext, trace } from '../../requests/request-context.ts'
import type { Session } from '../../sessions/session.ts'
import type { BackupCodeStore, CodeToTry } from './backup-code-store.ts'
import { isSecret } from './hash.ts'
import type { OneAtATime } from './one-at-a-time.ts'
import type { BackupCodeSettings } from './settings.ts'

interface TryCodeDeps {
  readonly setting: BackupCodeSettings
  readonly store: Pick<BackupCodeStore, 'toTry' | 'tried'>
  readonly stepUp: Pick<ActionStepUp, 'finish'>
  readonly guard: Pick<Guard, 'backupCode'>
  readonly announcer: Pick<Announcer, 'accountChanged'>
  readonly oneAtATime: OneAtATime
}

/** An owner types one of their codes, to see whether it works. It is not used up. */
export type TryCode = (
  session: Session,
  typed: { readonly code: string; readonly stepUp: Asserted },
  context: RequestContext,
) => Promise<Answer<{ readonly body: TriedCode }>>

/** Makes it, from what it needs. */
export function createTryCode(deps: TryCodeDeps): TryCode {
  const { setting, store, stepUp, guard, announcer, oneAtATime } = deps

  /** Which of the account's codes with this number it is. Null: none. Undefined: too many wait to be hashed. */
  async function found(secret: string, key: string, all: readonly CodeToTry[]) {
    for (const one of all) {
      const turn = await oneAtATime(key, () => isSecret(secret, one.hash))
      if (!turn) return undefined
      if (turn.done) return one
    }
    return null
  }

  return async (session, { code: text, stepUp: asserted }, context) => {
    if (setting === 'off') return refusal('not_found') // [B20]
    const code = parseBackupCode(text)
    if (!code) return refusal('code_invalid')
    const over = overLimit(await guard.backupCode(context))
    if (over) return over // [V9]
    const stepped = await stepUp.finish(session, { do: 'try-backup-code' }, asserted)
    if (!stepped.ok) return stepped // [V8]
    const { accountId, id: sessionId } = session
    const one = await found(code.secret, accountId, await store.toTry(accountId, code.number))
    if (one === undefined) return refusal('server_full')
    if (!one) return refusal('code_invalid')
    if (one.used) return { ok: true, body: { state: 'used', countsFrom: null } }
    const doing = { accountId, by: stepped.credential.id, trace: { sessionId, ...trace(context) } }
    const noted = await store.tried(doing, one.setId)
    if (!noted.ok) return noted
    announcer.accountChanged(accountId) // [B17]
    const { countsFrom } = one
    return { ok: true, body: { state: countsFrom === null ? 'works' : 'waits', countsFrom } }
  }
}
