import type { Asserted, PasskeyAction } from '../../../shared/api.ts'
import type { CredentialId } from '../../../shared/ids.ts'
import { createActByStepUp } from '../../accounts/act-by-step-up.ts'
import type { Answer } from '../../errors/answer.ts'
import type { Announcer } from '../../events/announcer.ts'
import type { Guard } from '../../limits/guard.ts'
import { overLimit } from '../../limits/over-limit.ts'
import { readName } from '../../names/read-name.ts'
import type { ActionStepUp } from '../../passkeys/declared-actions.ts'
import type { Doing, PasskeyActs, Removal, Stop } from '../../passkeys/passkey-acts.ts'
import type { RequestContext } from '../../requests/request-context.ts'
import type { Session } from '../../sessions/session.ts'

interface ChangePasskeysDeps {
  readonly acts: PasskeyActs
  readonly announcer: Pick<Announcer, 'accountChanged' | 'sessionsEnded'>
  readonly stepUp: ActionStepUp
  /** How long a removed passkey can be restored. Milliseconds. */
  readonly undoMs: number
  readonly guard: Pick<Guard, 'rename'>
}

/** Which passkey of the account, and the step-up that was made for exactly this. */
interface PasskeyChange {
  readonly credentialId: CredentialId
  readonly stepUp: Asserted
}

/** What an owner can do with one of their passkeys. A passkey of another account is `not_found`. */
export interface ChangePasskeys {
  rename(
    session: Session,
    change: PasskeyChange & { name: string },
    context: RequestContext,
  ): Promise<Answer<object>>
  /** Removes it. Its other sessions end too. The last passkey that could undo anything stays. */
  remove(session: Session, change: PasskeyChange, context: RequestContext): Promise<Answer<Removal>>
  /** Reports it stolen. What it added and approved is stopped too. */
  reportStolen(session: Session, change: PasskeyChange, context: RequestContext): Promise<Answer<Stop>>
  /** Restores a suspended passkey that was found again, or that should not have been removed. */
  restore(session: Session, change: PasskeyChange, context: RequestContext): Promise<Answer<object>>
  /** Cancels a removal that a younger passkey has scheduled. */
  cancel(
    session: Session,
    change: { readonly scheduledId: string; readonly stepUp: Asserted },
    context: RequestContext,
  ): Promise<Answer<object>>
}

export function createChangePasskeys(deps: ChangePasskeysDeps): ChangePasskeys {
  const { acts, announcer, stepUp, guard, undoMs } = deps

  const actBy = createActByStepUp({ stepUp, announcer })

  /** Sessions may end by it too. */
  function change<Done extends object>(
    session: Session,
    action: PasskeyAction,
    asserted: Asserted,
    context: RequestContext,
    act: (doing: Doing) => Promise<Answer<Done>>,
  ): Promise<Answer<Done>> {
    return actBy({ session, action, stepUp: asserted, context }, async (doing) => {
      const done = await act(doing)
      if (done.ok && 'endedSessions' in done) {
        announcer.sessionsEnded(done.endedSessions as Removal['endedSessions'])
      }
      return done
    })
  }

  return {
    async rename(session, { credentialId, name: wish, stepUp: asserted }, context) {
      const over = overLimit(await guard.rename(session.id))
      if (over) return over // [A82]
      const name = readName(wish)
      if (!name.ok) return name
      const action = { do: 'rename-passkey', credentialId, name: wish } as const
      return change(session, action, asserted, context, (doing) =>
        acts.rename({ ...doing, on: credentialId }, name.shown),
      )
    },
    remove: (session, { credentialId, stepUp: asserted }, context) =>
      change(session, { do: 'remove-passkey', credentialId }, asserted, context, (doing) =>
        acts.remove({ ...doing, on: credentialId }, undoMs),
      ),
    reportStolen: (session, { credentialId, stepUp: asserted }, context) =>
      change(session, { do: 'report-stolen', credentialId }, asserted, context, (doing) =>
        acts.reportStolen({ ...doing, on: credentialId }),
      ),
    restore: (session, { credentialId, stepUp: asserted }, context) =>
      change(session, { do: 'restore-passkey', credentialId }, asserted, context, (doing) =>
        acts.restore({ ...doing, on: credentialId }),
      ),
    cancel: (session, { scheduledId, stepUp: asserted }, context) =>
      change(session, { do: 'cancel-scheduled', scheduledId }, asserted, context, (doing) =>
        acts.cancel(doing, scheduledId),
      ),
  }
}
