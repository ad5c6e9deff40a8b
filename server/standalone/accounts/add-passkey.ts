import { randomBytes } from 'node:crypto'
import type { Logger } from 'pino'
import type { Asserted, Attested, CreationOffer } from '../../../shared/api.ts'
import type { CredentialId, RecoveryId } from '../../../shared/ids.ts'
import type { AccountStore } from '../../accounts/account-store.ts'
import { type Answer, refusal } from '../../errors/answer.ts'
import type { Announcer } from '../../events/announcer.ts'
import { logRefused, registrationCode } from '../../passkeys/ceremony-refusal.ts'
import type { ChallengeStore } from '../../passkeys/challenge-store.ts'
import { type CreationOfferDeps, offerCreation } from '../../passkeys/creation-offer.ts'
import type { CredentialStore } from '../../passkeys/credential-store.ts'
import type { ActionStepUp } from '../../passkeys/declared-actions.ts'
import { newCredential } from '../../passkeys/new-credential.ts'
import { verifyRegistration } from '../../passkeys/registration.ts'
import { type RequestContext, trace } from '../../requests/request-context.ts'
import type { Session } from '../../sessions/session.ts'

interface AddPasskeyDeps extends CreationOfferDeps {
  readonly accounts: Pick<AccountStore, 'findById'>
  readonly credentials: CredentialStore
  readonly challenges: ChallengeStore
  readonly log: Logger
  readonly announcer: Pick<Announcer, 'accountChanged'>
  readonly stepUp: ActionStepUp
  /** How long an addition can be undone. Milliseconds. */
  readonly undoMs: number
}

/** Adds a passkey, allowed by a step-up, or by a sign-in that asked for it (see SignInWish). */
export interface AddPasskey {
  begin(session: Session, stepUp: Asserted): Promise<Answer<{ offer: CreationOffer }>>
  finish(session: Session, attested: Attested, context: RequestContext): Promise<Answer<object>>
}

export function createAddPasskey(deps: AddPasskeyDeps): AddPasskey {
  const { rp, accounts, credentials, challenges, log, announcer, stepUp, undoMs } = deps

  async function begin(session: Session, asserted: Asserted) {
    const stepped = await stepUp.finish(session, { do: 'add-passkey' }, asserted)
    if (!stepped.ok) return stepped // [A16]
    const account = await accounts.findById(session.accountId)
    if (!account) return refusal('not_signed_in')
    return { ok: true, offer: await offerCreation(deps, account, session.id, stepped.credential.id) } as const
  }

  async function finish(session: Session, { challengeId, credential }: Attested, context: RequestContext) {
    const pending = await challenges.take(challengeId)
    if (pending?.ceremony !== 'add-passkey') return refusal('ceremony_expired')
    if (pending.sessionId !== session.id) return refusal('ceremony_expired') // [W18]
    const { id: sessionId, accountId } = session
    const judged = await verifyRegistration(rp, { response: credential, challenge: pending.challenge })
    if (!judged.ok) {
      logRefused(log, { ceremony: 'add-passkey', why: judged.why, accountId })
      return refusal(registrationCode(judged.why))
    }
    const { key } = judged
    const added = await credentials.add(
      newCredential(key, accountId, context),
      {
        id: randomBytes(16).toString('base64url') as RecoveryId,
        sessionId,
        by: pending.data as CredentialId,
        at: pending.createdAt,
        undoMs,
      },
      { action: 'passkey-added', accountId, sessionId, credentialId: key.id, ...trace(context) },
    )
    // It may have been suspended in the meantime.
    if (added === 'not-allowed') return refusal('step_up_refused') // [A17]
    if (added === 'too-many') return refusal('too_many_passkeys')
    if (added !== 'added') return refusal('passkey_known_already')
    announcer.accountChanged(accountId)
    return { ok: true } as const
  }

  return { begin, finish }
}
