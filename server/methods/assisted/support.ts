import type { Asserted } from '../../../shared/api.ts'
import {
  type CaseAction,
  type CaseQueue,
  type CaseRow,
  inFours,
  problemOfText,
  type SHORTEST_TEXT,
  type SupportPosts,
} from '../../../shared/assisted.ts'
import type { ErrorCode } from '../../../shared/errors.ts'
import type { AccountStore } from '../../accounts/account-store.ts'
import { type Answer, refusal } from '../../errors/answer.ts'
import type { Announcer } from '../../events/announcer.ts'
import type { Guard } from '../../limits/guard.ts'
import { overLimit } from '../../limits/over-limit.ts'
import { mayAdminister } from '../../passkeys/authority.ts'
import type { ActionStepUp } from '../../passkeys/declared-actions.ts'
import { UNDO_MS } from '../../recovery/lifetimes.ts'
import { type RequestContext, trace } from '../../requests/request-context.ts'
import type { Session } from '../../sessions/session.ts'
import { newCaseCode } from './case-code.ts'
import type { Cases, Helping, LiveCase } from './cases.ts'
import type { AssistedSettings, CaseCodeSettings } from './settings.ts'

/** How many cases are listed. All others are found by their number. */
const MOST_LISTED = 100

/** Whether a session is an admin's, with an open console: `true`, or why not. */
export type MaySupport = (session: Pick<Session, 'id'>) => Promise<true | ErrorCode>

interface SupportDeps {
  readonly setting: AssistedSettings
  readonly codes: CaseCodeSettings
  readonly cases: Pick<Cases, 'list' | 'openedFor' | 'vouch' | 'confirm' | 'reject' | 'end'>
  readonly accounts: Pick<AccountStore, 'findById' | 'findByName'>
  readonly guard: Pick<Guard, 'caseMailed'>
  readonly maySupport: MaySupport
  readonly stepUp: Pick<ActionStepUp, 'finish'>
  readonly announcer: Pick<Announcer, 'accountChanged'>
}

type Wish<Path extends keyof SupportPosts> = SupportPosts[Path][0]
type Done<Path extends keyof SupportPosts> = Promise<Answer<{ readonly body: SupportPosts[Path][1] }>>

/** What supporters do. Each asks for the role and an open console; to vouch, and to end what came of it, takes a step-up for exactly this case. */
export interface Support {
  list(session: Session, wish: Wish<'/api/cases/list'>): Done<'/api/cases/list'>
  vouch(session: Session, wish: Wish<'/api/cases/vouch'>, context: RequestContext): Done<'/api/cases/vouch'>
  confirm(
    session: Session,
    wish: Wish<'/api/cases/confirm'>,
    context: RequestContext,
  ): Done<'/api/cases/confirm'>
  reject(
    session: Session,
    wish: Wish<'/api/cases/reject'>,
    context: RequestContext,
  ): Done<'/api/cases/reject'>
  end(session: Session, wish: Wish<'/api/cases/end'>, context: RequestContext): Done<'/api/cases/end'>
}

/** Makes it, from what it needs. */
export function createSupport(deps: SupportDeps): Support {
  const { setting, codes, cases, accounts, guard, maySupport, stepUp, announcer } = deps

  async function admitted(session: Session): Promise<true | ErrorCode> {
    if (setting === 'off') return 'not_found' // [C1]
    return maySupport(session)
  }

  /** The same with a step-up for this action, by a passkey that may administer. */
  async function confirmed(
    session: Session,
    action: CaseAction,
    asserted: Asserted,
    context: RequestContext,
  ): Promise<Answer<{ readonly by: Helping }>> {
    const may = await admitted(session)
    if (may !== true) return refusal(may) // [C5]
    const stepped = await stepUp.finish(session, action, asserted)
    if (!stepped.ok) return stepped // [C5]
    const mayConfirm = mayAdminister(stepped.credential)
    if (mayConfirm !== true) return refusal(mayConfirm) // [C5]
    return { ok: true, by: helping(session, context) }
  }

  /**
   * Whoever is checked is the one who has the name now. A name that was given back may be somebody else's by then, who can
   * show that it is theirs.
   */
  async function isStillNamed(caseId: string): Promise<boolean> {
    const opened = await cases.openedFor(caseId)
    if (!opened) return true
    const account = await accounts.findByName(opened.folded)
    return (account?.id ?? null) === opened.accountId
  }

  const nameOf = async (one: LiveCase) =>
    one.checkedBy && ((await accounts.findById(one.checkedBy))?.name ?? null)

  return {
    async list(session, { number }) {
      const may = await admitted(session)
      if (may !== true) return refusal(may) // [C5]
      const found = await cases.list({ number, most: MOST_LISTED + 1 })
      const shown = found.slice(0, MOST_LISTED)
      const rows = await Promise.all(shown.map(async (one) => rowOf(one, session, codes, await nameOf(one))))
      return { ok: true, body: { cases: rows, more: found.length > MOST_LISTED } satisfies CaseQueue }
    },
    async vouch(session, { caseId, check: typed, stepUp: asserted }, context) {
      const check = readText(typed, 'check')
      if (check === null) return refusal('bad_request') // [C12]
      const given = await confirmed(session, { do: 'vouch-case', caseId }, asserted, context)
      if (!given.ok) return given
      if (!(await isStillNamed(caseId))) return refusal('case_nobody') // [A151]
      const done = await cases.vouch(given.by, caseId, check)
      return done.ok ? { ok: true, body: {} } : done
    },
    async confirm(session, { caseId, mailTo, stepUp: asserted }, context) {
      const isAllowed = mailTo === null ? codes.read : codes.mail
      if (!isAllowed) return refusal('case_no_such_way') // [C35]
      const given = await confirmed(session, { do: 'confirm-case', caseId }, asserted, context)
      if (!given.ok) return given
      if (!(await isStillNamed(caseId))) return refusal('case_nobody') // [A151]
      const over = mailTo && overLimit(await guard.caseMailed({ by: given.by.accountId, addressId: mailTo }))
      if (over) return over // [C42]
      const code = newCaseCode()
      const done = await cases.confirm(given.by, caseId, code, mailTo)
      if (!done.ok) return done
      announcer.accountChanged(done.accountId)
      const { until, now } = done
      const isSeen = mailTo === null // [C40]
      return { ok: true, body: { code: isSeen ? inFours(code) : null, until, now } }
    },
    async reject(session, { caseId, reason: typed }, context) {
      const reason = readText(typed, 'reason')
      if (reason === null) return refusal('bad_request') // [C12]
      const may = await admitted(session)
      if (may !== true) return refusal(may) // [C5]
      const done = await cases.reject(helping(session, context), caseId, reason)
      if (!done.ok) return done
      if (done.accountId) announcer.accountChanged(done.accountId)
      return { ok: true, body: {} }
    },
    async end(session, { caseId, reason: typed, stepUp: asserted }, context) {
      const reason = readText(typed, 'reason')
      if (reason === null) return refusal('bad_request') // [C12]
      const given = await confirmed(session, { do: 'end-case', caseId }, asserted, context)
      if (!given.ok) return given
      const done = await cases.end(given.by, caseId, reason, UNDO_MS)
      if (!done.ok) return done
      announcer.accountChanged(done.accountId)
      return { ok: true, body: {} }
    },
  }
}

function helping({ id: sessionId, accountId }: Session, context: RequestContext): Helping {
  return { accountId, trace: { sessionId, ...trace(context) } }
}

function rowOf(
  one: LiveCase,
  { accountId }: Session,
  codes: CaseCodeSettings,
  checkedBy: string | null,
): CaseRow {
  const { requester, confirmedBy, addresses, ...facts } = one
  const byMe = one.checkedBy === accountId
  const codeByMe = confirmedBy === accountId
  const mayConfirm = one.state === 'checked' && !byMe // [C36]
  const mayGiveAgain = one.state === 'confirmed' && codeByMe // [C36]
  const ways = { read: codes.read, mailTo: codes.mail ? addresses : [] }
  return { ...facts, ...requester, checkedBy, byMe, codeByMe, ways: mayConfirm || mayGiveAgain ? ways : null }
}

function readText(typed: string, of: keyof typeof SHORTEST_TEXT): string | null {
  return problemOfText(typed, of) === null ? typed.normalize('NFC').trim() : null
}
