import { randomBytes } from 'node:crypto'
import type { Asserted } from '../../../shared/api.ts'
import type { ContactAction } from '../../../shared/contacts.ts'
import type { AccountId } from '../../../shared/ids.ts'
import { parseAccountName } from '../../accounts/account-name.ts'
import type { AccountStore } from '../../accounts/account-store.ts'
import { createActByStepUp } from '../../accounts/act-by-step-up.ts'
import { type Answer, refusal } from '../../errors/answer.ts'
import type { Announcer } from '../../events/announcer.ts'
import type { Guard } from '../../limits/guard.ts'
import { overLimit } from '../../limits/over-limit.ts'
import type { ActionStepUp } from '../../passkeys/declared-actions.ts'
import type { Doing } from '../../passkeys/passkey-acts.ts'
import type { RequestContext } from '../../requests/request-context.ts'
import type { Session } from '../../sessions/session.ts'
import type { ContactStore } from './contact-store.ts'
import type { ContactSettings } from './settings.ts'

interface OwnContactsDeps {
  readonly setting: ContactSettings
  readonly store: Omit<ContactStore, 'carryOut' | 'ofOwner' | 'ofContact' | 'refusesAll'>
  readonly accounts: Pick<AccountStore, 'findByName' | 'findById'>
  readonly guard: Pick<Guard, 'contactNamed' | 'contactMailed' | 'sessionAlone'>
  readonly stepUp: Pick<ActionStepUp, 'finish'>
  readonly announcer: Pick<Announcer, 'accountChanged'>
}

/** A change of one contact, with a step-up that was made for exactly this. */
interface Change {
  readonly contactId: string
  readonly stepUp: Asserted
}

/** What an owner does with their contacts, and what a contact does. */
export interface OwnContacts {
  /** The answer is the same whether anybody has the name or not. */
  name(
    session: Session,
    wish: { readonly name: string; readonly stepUp: Asserted },
    context: RequestContext,
  ): Promise<Answer<object>>
  end(
    session: Session,
    change: Change,
    context: RequestContext,
  ): Promise<Answer<{ readonly endsAt: number | null }>>
  keep(session: Session, change: Change, context: RequestContext): Promise<Answer<object>>
  agree(
    session: Session,
    change: Change,
    context: RequestContext,
  ): Promise<Answer<{ readonly countsFrom: number }>>
  leave(session: Session, change: Change, context: RequestContext): Promise<Answer<object>>
  /** Without a step-up, as the next one: who asks learns nothing, and nothing is lost. */
  decline(session: Session, contactId: string): Promise<Answer<object>>
  refuseAll(session: Session, refuses: boolean): Promise<Answer<object>>
}

/** Makes it, from what it needs. */
export function createOwnContacts(deps: OwnContactsDeps): OwnContacts {
  const { setting, store, accounts, guard, stepUp, announcer } = deps
  const actByStepUp = createActByStepUp({ stepUp, announcer })

  /** Makes the step-up, acts, and tells the devices of all whom it concerns. */
  async function change<Done extends object>(
    session: Session,
    action: ContactAction,
    asserted: Asserted,
    context: RequestContext,
    act: (doing: Doing) => Promise<Answer<Done & { readonly accounts?: readonly AccountId[] }>>,
  ): Promise<Answer<Done>> {
    if (setting === 'off') return refusal('not_found') // [F23]
    const done = await actByStepUp({ session, action, stepUp: asserted, context }, act)
    const others = done.ok ? (done.accounts ?? []) : []
    for (const other of others) announcer.accountChanged(other)
    return done
  }

  return {
    async name(session, { name: typed, stepUp: asserted }, context) {
      const read = parseAccountName(typed)
      if (!read.ok) return refusal(read.code)
      const { shown, folded } = read.name
      return change(session, { do: 'name-contact', name: typed }, asserted, context, async (doing) => {
        const { accountId } = session
        const over = overLimit(await guard.contactNamed(accountId, folded))
        if (over) return over // [F8]
        const [account, own] = await Promise.all([accounts.findByName(folded), accounts.findById(accountId)])
        if (account?.id === accountId) return refusal('contact_self') // [F24]
        const mails = await guard.contactMailed(folded)
        const id = randomBytes(16).toString('base64url')
        const naming = { id, shown, folded, contactId: account?.id ?? null, askedBy: own?.name ?? '', mails }
        return store.name(doing, naming)
      })
    },
    async end(session, { contactId, stepUp: asserted }, context) {
      const action = { do: 'end-contact', contactId } as const
      return change(session, action, asserted, context, (doing) => store.end(doing, contactId))
    },
    async keep(session, { contactId, stepUp: asserted }, context) {
      const action = { do: 'keep-contact', contactId } as const
      return change(session, action, asserted, context, (doing) => store.keep(doing, contactId))
    },
    async agree(session, { contactId, stepUp: asserted }, context) {
      const action = { do: 'agree-to-contact', contactId } as const
      return change(session, action, asserted, context, (doing) => store.agree(doing, contactId))
    },
    async leave(session, { contactId, stepUp: asserted }, context) {
      const action = { do: 'leave-contact', contactId } as const
      return change(session, action, asserted, context, (doing) => store.leave(doing, contactId))
    },
    async decline({ id: sessionId, accountId }, contactId) {
      const over = overLimit(await guard.sessionAlone(sessionId))
      if (over) return over // [A167]
      const done = await store.decline(accountId, contactId)
      if (done.ok) announcer.accountChanged(accountId)
      return done
    },
    async refuseAll({ id: sessionId, accountId }, refuses) {
      const over = overLimit(await guard.sessionAlone(sessionId))
      if (over) return over // [A167]
      const changed = await store.refuseAll(accountId, refuses)
      if (changed) announcer.accountChanged(accountId) // [A168]
      return { ok: true }
    },
  }
}
