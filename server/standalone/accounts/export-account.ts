import type { AccountExport } from '../../../shared/account-export.ts'
import type { Asserted } from '../../../shared/api.ts'
import type { AccountStore } from '../../accounts/account-store.ts'
import type { ReadHeld } from '../../accounts/held-rows.ts'
import type { AuditLog } from '../../audit/audit-log.ts'
import { type Answer, refusal } from '../../errors/answer.ts'
import type { Announcer } from '../../events/announcer.ts'
import type { ActionStepUp } from '../../passkeys/declared-actions.ts'
import { type RequestContext, trace } from '../../requests/request-context.ts'
import type { Session } from '../../sessions/session.ts'

interface ExportAccountDeps {
  readonly site: string
  readonly accounts: Pick<AccountStore, 'findById'>
  readonly readHeld: ReadHeld
  readonly audit: Pick<AuditLog, 'append'>
  readonly stepUp: Pick<ActionStepUp, 'finish'>
  readonly announcer: Pick<Announcer, 'accountChanged'>
}

/** Everything that is held about the owner, for a step-up that was made for it. */
export type ExportAccount = (
  session: Session,
  stepUp: Asserted,
  context: RequestContext,
) => Promise<Answer<{ readonly body: AccountExport }>>

/** Makes it, from what it needs. */
export function createExportAccount(deps: ExportAccountDeps): ExportAccount {
  const { site, accounts, readHeld, audit, stepUp, announcer } = deps
  return async (session, asserted, context) => {
    const stepped = await stepUp.finish(session, { do: 'export-account' }, asserted)
    if (!stepped.ok) return stepped // [A131]
    const { accountId, id: sessionId } = session
    const account = await accounts.findById(accountId)
    if (!account) return refusal('not_signed_in')
    // First: whoever has the file must not be able to say that nobody took it.
    await audit.append({
      ...{ action: 'account-exported', accountId, sessionId, credentialId: stepped.credential.id },
      ...trace(context),
    })
    announcer.accountChanged(accountId)
    const { name, userHandle, createdAt } = account
    return {
      ok: true,
      body: {
        site,
        exportedAt: new Date().toISOString(),
        account: { name, userHandle, createdAt: new Date(createdAt).toISOString() },
        ...(await readHeld(accountId)),
      },
    }
  }
}
