import type { Asserted } from '../../shared/api.ts'
import type { CredentialId } from '../../shared/ids.ts'
import { type Answer, overLimit, refusal } from '../answer.ts'
import type { AuditAction, AuditEntry } from '../audit/audit-entry.ts'
import { readName } from '../names/read-name.ts'
import type { Credential } from '../passkeys/credential.ts'
import { mayChange, mayDo, sessionMayDo } from '../passkeys/may-do.ts'
import type { Announcer } from '../ports/announcer.ts'
import type { CredentialStore } from '../ports/credential-store.ts'
import type { SessionStore } from '../ports/session-store.ts'
import type { Session } from '../sessions/session.ts'
import { trace, type Visitor } from '../sessions/visitor.ts'
import type { Guard } from '../throttle/guard.ts'
import type { ActionStepUp } from './action-step-up.ts'

export interface ChangePasskeysDeps {
  readonly credentials: CredentialStore
  readonly sessions: SessionStore
  readonly announcer: Pick<Announcer, 'accountChanged' | 'sessionsEnded'>
  readonly stepUp: ActionStepUp
  readonly guard: Pick<Guard, 'rename'>
}

/** Which passkey of the own account, and the step-up that was made for exactly this. */
export interface PasskeyChange {
  readonly credentialId: CredentialId
  readonly stepUp: Asserted
}

/** What an owner can do with a passkey that is there. One of another account is `not_found`. */
export interface ChangePasskeys {
  rename(session: Session, id: CredentialId, name: string, visitor: Visitor): Promise<Answer<object>>
  /** Its other sessions end with it. The last passkey that could undo anything stays. */
  remove(session: Session, change: PasskeyChange, visitor: Visitor): Promise<Answer<object>>
  /** A suspended passkey that was found again. */
  restore(session: Session, change: PasskeyChange, visitor: Visitor): Promise<Answer<object>>
}

export function createChangePasskeys(deps: ChangePasskeysDeps): ChangePasskeys {
  const { credentials, sessions, announcer, stepUp, guard } = deps

  async function rename(session: Session, id: CredentialId, wish: string, visitor: Visitor) {
    const may = sessionMayDo(await credentials.find(session.credentialId), 'rename-passkey')
    if (may !== true) return refusal(may) // [A18]
    const over = overLimit(await guard.rename(session.id))
    if (over) return over // [A82]
    const name = readName(wish)
    if (!name.ok) return name
    const audit = entry('passkey-renamed', session, id, visitor)
    if (!(await credentials.rename(session.accountId, id, name.shown, audit))) return refusal('not_found')
    announcer.accountChanged(session.accountId)
    return { ok: true } as const
  }

  async function remove(
    session: Session,
    { credentialId: id, stepUp: asserted }: PasskeyChange,
    visitor: Visitor,
  ) {
    const { accountId } = session
    const stepped = await stepUp.finish(session, { do: 'remove-passkey', credentialId: id }, asserted)
    if (!stepped.ok) return stepped // [A19]
    const passkey = (await credentials.list(accountId)).find((one) => one.id === id)
    if (!passkey) return refusal('not_found')
    const may = mayChange(stepped.credential, passkey)
    if (may !== true) return refusal(may) // [A33]
    if (!(await anotherStays(session, id))) return refusal('last_passkey') // [A20]
    const audit = entry('passkey-removed', session, id, visitor)
    if (!(await credentials.move(accountId, id, ['active', 'suspended', 'unproven'], 'removed', audit))) {
      return refusal('not_found')
    }
    // Two removals at once may each have counted on the other: whoever finds none left puts its own back.
    if (!(await anotherStays(session, id))) {
      await credentials.move(
        accountId,
        id,
        ['removed'],
        passkey.status,
        entry('passkey-restored', session, id, visitor),
      )
      return refusal('last_passkey')
    }
    await endSessionsOf(session, passkey, visitor)
    announcer.accountChanged(accountId)
    return { ok: true } as const
  }

  async function restore(
    session: Session,
    { credentialId: id, stepUp: asserted }: PasskeyChange,
    visitor: Visitor,
  ) {
    const stepped = await stepUp.finish(session, { do: 'restore-passkey', credentialId: id }, asserted)
    if (!stepped.ok) return stepped // [A21]
    const passkey = (await credentials.list(session.accountId)).find((one) => one.id === id)
    if (!passkey) return refusal('not_found')
    // A passkey that a thief has may be older than the recovery, and would say what is final about it.
    const may = mayChange(stepped.credential, passkey)
    if (may !== true) return refusal(may) // [A34]
    const audit = entry('passkey-restored', session, id, visitor)
    const restored = await credentials.move(session.accountId, id, ['suspended'], 'active', audit)
    if (!restored) return refusal('not_found')
    announcer.accountChanged(session.accountId)
    return { ok: true } as const
  }

  /** One on probation does not count: until it ends, nobody could add, undo or approve anything. */
  async function anotherStays(session: Session, id: CredentialId): Promise<boolean> {
    const all = await credentials.list(session.accountId)
    return all.some((other) => other.id !== id && mayDo(other, 'step-up') === true)
  }

  async function endSessionsOf(session: Session, passkey: Credential, visitor: Visitor): Promise<void> {
    const all = await sessions.list(session.accountId)
    const begun = all.filter((other) => other.credentialId === passkey.id && other.id !== session.id)
    const audit = entry('session-ended', session, passkey.id, visitor)
    announcer.sessionsEnded(
      await sessions.end(
        session.accountId,
        begun.map(({ id }) => id),
        audit,
      ),
    )
  }

  return { rename, remove, restore }
}

function entry(
  action: AuditAction,
  session: Session,
  credentialId: CredentialId,
  visitor: Visitor,
): AuditEntry {
  return { action, accountId: session.accountId, sessionId: session.id, credentialId, ...trace(visitor) }
}
