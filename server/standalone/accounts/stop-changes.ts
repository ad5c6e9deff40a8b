import { randomBytes } from 'node:crypto'
import type { Logger } from 'pino'
import type { Asserted, RequestOffer } from '../../../shared/api.ts'
import type { CredentialId } from '../../../shared/ids.ts'
import type { ChangesStopped } from '../../../shared/outcomes.ts'
import type { Account } from '../../accounts/account.ts'
import type { AccountStore } from '../../accounts/account-store.ts'
import { type Answer, refusal } from '../../errors/answer.ts'
import type { Announcer } from '../../events/announcer.ts'
import type { Guard } from '../../limits/guard.ts'
import { overLimit } from '../../limits/over-limit.ts'
import { type AssertionJudged, assertionOptions, verifyAssertion } from '../../passkeys/assertion.ts'
import { mayStop } from '../../passkeys/authority.ts'
import { type CeremonyRefusal, logRefused, refused } from '../../passkeys/ceremony-refusal.ts'
import type { ChallengeStore } from '../../passkeys/challenge-store.ts'
import type { Credential } from '../../passkeys/credential.ts'
import type { CredentialStore } from '../../passkeys/credential-store.ts'
import { refusalOf } from '../../passkeys/halt-refusal.ts'
import type { PasskeyActs } from '../../passkeys/passkey-acts.ts'
import { type RecordUseDeps, recordUse } from '../../passkeys/record-use.ts'
import { CEREMONY_MS, type RelyingParty } from '../../passkeys/relying-party.ts'
import { stoppedSome } from '../../passkeys/stopped-some.ts'
import { type RequestContext, trace } from '../../requests/request-context.ts'
import { type NoteRefusalDeps, noteRefusal } from './note-refusal.ts'

interface StopChangesDeps extends RecordUseDeps, NoteRefusalDeps {
  readonly rp: RelyingParty
  readonly accounts: Pick<AccountStore, 'findByPasskey'>
  readonly credentials: CredentialStore
  readonly challenges: ChallengeStore
  readonly log: Logger
  readonly acts: Pick<PasskeyActs, 'stop'>
  readonly announcer: Pick<Announcer, 'accountChanged' | 'sessionsEnded'>
  readonly guard: Pick<Guard, 'freeze' | 'failedSignIn'>
}

/**
 * "Stop changes I did not make": one assertion without a session. It begins no session. Someone who ends all sessions
 * of the owner at once cannot prevent it. No budget of the account limits it.
 */
export interface StopChanges {
  begin(context: RequestContext): Promise<Answer<{ offer: RequestOffer }>>
  finish(asserted: Asserted, context: RequestContext): Promise<Answer<{ stopped: ChangesStopped }>>
}

export function createStopChanges(deps: StopChangesDeps): StopChanges {
  const { rp, accounts, credentials, challenges, acts, announcer, guard, log } = deps

  async function begin(context: RequestContext) {
    const over = overLimit(await guard.freeze(context))
    if (over) return over // [A49]
    const challengeId = randomBytes(16).toString('base64url')
    const challenge = randomBytes(32).toString('base64url')
    const free = { sessionId: null, accountId: null, data: '' }
    await challenges.put({ id: challengeId, ceremony: 'freeze', challenge, ...free }, CEREMONY_MS)
    return { ok: true, offer: { challengeId, options: await assertionOptions(rp, { challenge }) } } as const
  }

  async function finish(
    asserted: Asserted,
    context: RequestContext,
  ): Promise<Answer<{ stopped: ChangesStopped }>> {
    const pending = await challenges.take(asserted.challengeId)
    if (pending?.ceremony !== 'freeze') return refusal('ceremony_expired') // [W31]
    const found = await accounts.findByPasskey(asserted.assertion.id as CredentialId)
    if (!found || found.credential.status === 'removed') {
      logRefused(log, { ceremony: 'freeze', why: 'unknown-passkey' })
      return refusal('passkey_unknown')
    }
    const { account, credential } = found
    const { id: accountId } = account
    // Only for the log: anyone who knows an id of a passkey could fill the Activity of its account.
    const judged = await verify(asserted, pending.challenge, credential, account)
    if (!judged.ok) return refuseFor(credential, judged.why) // [W33]
    const doer = credential.suspendedBy && (await credentials.find(credential.suspendedBy))
    const may = mayStop(credential, doer)
    // This is judged again when it acts. Here it keeps a passkey that was stopped from leaving a use behind.
    if (may !== true) {
      await noteRefusal(deps, credential, may, context)
      return refusalOf(credential, may) // [A63]
    }
    const stands = await recordUse(deps, credential, judged.assertion)
    if (!stands) return refuseFor(credential, 'counter-went-back') // [W34]
    const done = await acts.stop({ accountId, by: credential.id, trace: trace(context) })
    if (!done.ok) {
      await noteRefusal(deps, credential, done.code, context)
      return done
    }
    announcer.sessionsEnded(done.endedSessions)
    if (stoppedSome(done)) announcer.accountChanged(accountId) // [A101]
    const { arrivals: recoveries, scheduled, restored, setAside, underWay, endedSessions } = done
    const sessions = endedSessions.length
    return {
      ok: true,
      stopped: { account: account.name, recoveries, scheduled, restored, setAside, underWay, sessions },
    }
  }

  /** As in a sign-in, the user handle names the user. */
  async function verify(
    { assertion: response }: Asserted,
    challenge: string,
    credential: Credential,
    { userHandle }: Account,
  ): Promise<AssertionJudged> {
    if (!response.response.userHandle) return refused('no-user-handle') // [W32]
    return verifyAssertion(rp, { response, challenge, credential, userHandle })
  }

  function refuseFor({ id, accountId }: Credential, why: CeremonyRefusal) {
    logRefused(log, { ceremony: 'freeze', why, accountId, credentialId: id })
    return refusal('passkey_refused')
  }

  return { begin, finish }
}
