import type { Asserted } from '../../../shared/api.ts'
import { type VouchCode, type VouchRequest, vouchTranscript } from '../../../shared/contacts.ts'
import type { AccountStore } from '../../accounts/account-store.ts'
import { type Answer, refusal } from '../../errors/answer.ts'
import type { Announcer } from '../../events/announcer.ts'
import type { Guard } from '../../limits/guard.ts'
import { overLimit } from '../../limits/over-limit.ts'
import type { ActionStepUp } from '../../passkeys/declared-actions.ts'
import { type RequestContext, trace } from '../../requests/request-context.ts'
import type { Keys } from '../../secrets/keys.ts'
import type { Session } from '../../sessions/session.ts'
import { hashCode, idOf, newCode } from './secrets.ts'
import type { ContactSettings } from './settings.ts'
import type { VouchStore } from './vouch-store.ts'

interface VouchDeps {
  readonly setting: ContactSettings
  readonly vouches: Pick<VouchStore, 'find' | 'vouch' | 'deny'>
  readonly accounts: Pick<AccountStore, 'findById'>
  readonly guard: Pick<Guard, 'pagePost'>
  readonly stepUp: Pick<ActionStepUp, 'finish'>
  readonly keys: Pick<Keys, 'current'>
  readonly announcer: Pick<Announcer, 'accountChanged'>
}

/** What a contact does with the link of somebody who asks them. One answer for every link that does not work. */
export interface Vouch {
  /** Who asks. Changes nothing. */
  look(session: Session, secret: string, context: RequestContext): Promise<Answer<{ body: VouchRequest }>>
  /** Gives the code to read out. The step-up is over everything that the dialog showed. */
  confirm(
    session: Session,
    wish: { readonly secret: string; readonly stepUp: Asserted },
    context: RequestContext,
  ): Promise<Answer<{ body: VouchCode }>>
  deny(session: Session, secret: string, context: RequestContext): Promise<Answer<object>>
}

/** Makes it, from what it needs. */
export function createVouch(deps: VouchDeps): Vouch {
  const { setting, vouches, accounts, guard, stepUp, keys, announcer } = deps

  async function asked({ accountId }: Session, secret: string): Promise<Answer<{ body: VouchRequest }>> {
    if (setting === 'off') return refusal('not_found') // [F23]
    const requestId = idOf(secret)
    const found = await vouches.find(requestId, accountId)
    const account = found && (await accounts.findById(found.accountId))
    if (!account) return refusal('code_invalid')
    // To somebody who agreed, it says why not.
    if (found.agreement.countsSince === null) return refusal('contact_waits') // [F3]
    if (found.recovered) return refusal('contact_recovered') // [F7]
    const { requester, askedAt } = found
    return { ok: true, body: { ...requester, requestId, name: account.name, askedAt } }
  }

  return {
    async look(session, secret, { network }) {
      const over = overLimit(await guard.pagePost(network))
      return over ?? asked(session, secret)
    },
    async confirm(session, { secret, stepUp: asserted }, context) {
      const over = overLimit(await guard.pagePost(context.network))
      if (over) return over
      const found = await asked(session, secret)
      if (!found.ok) return found
      const { requestId } = found.body
      const action = { do: 'vouch', requestId, shown: vouchTranscript(found.body) } as const
      const stepped = await stepUp.finish(session, action, asserted)
      if (!stepped.ok) return stepped // [F25]
      const { accountId, id: sessionId } = session
      const doing = { accountId, by: stepped.credential.id, trace: { sessionId, ...trace(context) } }
      const code = newCode()
      const vouched = await vouches.vouch(doing, requestId, hashCode(keys.current, requestId, code))
      if (!vouched.ok) return vouched
      announcer.accountChanged(accountId)
      const { until, now } = vouched
      return { ok: true, body: { code, until, now } }
    },
    async deny({ accountId, id: sessionId }, secret, context) {
      const over = overLimit(await guard.pagePost(context.network))
      if (over) return over
      const owner = await vouches.deny({ accountId, trace: { sessionId, ...trace(context) } }, idOf(secret))
      if (owner === null) return refusal('code_invalid')
      announcer.accountChanged(owner)
      return { ok: true }
    },
  }
}
