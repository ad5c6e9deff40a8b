import type { Asserted } from '../../shared/api.ts'
import { type Answer, refusal } from '../errors/answer.ts'
import { mayAdminister } from '../passkeys/authority.ts'
import type { ActionStepUp } from '../passkeys/declared-actions.ts'
import { type RequestContext, trace } from '../requests/request-context.ts'
import type { Session } from '../sessions/session.ts'
import type { AdminStore } from './admin-store.ts'
import { mayEnter } from './may-see.ts'

/** How long a step-up opens the console, unless the session ends before. Milliseconds. */
const OPEN_MS = 60 * 60_000

interface EnterConsoleDeps {
  readonly admins: Pick<AdminStore, 'standings' | 'enter'>
  readonly stepUp: Pick<ActionStepUp, 'finish'>
}

/**
 * Opens the console for a session. The role is judged before the step-up, and again where the opening is stored. The
 * passkey of the session is judged whenever the console is shown, and that of the step-up here.
 */
export type EnterConsole = (
  session: Session,
  asserted: Asserted,
  context: RequestContext,
) => Promise<Answer<object>>

export function createEnterConsole({ admins, stepUp }: EnterConsoleDeps): EnterConsole {
  return async (session, asserted, context) => {
    const { id, accountId } = session
    const may = mayEnter((await admins.standings([id])).get(id) ?? null)
    if (may !== true) return refusal(may)
    const stepped = await stepUp.finish(session, { do: 'enter-admin' }, asserted)
    if (!stepped.ok) return stepped // [D4]
    const mayConfirm = mayAdminister(stepped.credential)
    if (mayConfirm !== true) return refusal(mayConfirm) // [D60]
    const audit = { action: 'admin-entered', accountId, sessionId: id, ...trace(context) } as const
    return (await admins.enter(session, OPEN_MS, audit)) ? { ok: true } : refusal('not_admin')
  }
}
