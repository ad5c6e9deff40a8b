import { randomBytes } from 'node:crypto'
import type { Logger } from 'pino'
import type { Asserted, CreationOffer, RequestOffer } from '../../../shared/api.ts'
import type { ErrorCode } from '../../../shared/errors.ts'
import type { AccountId, CredentialId } from '../../../shared/ids.ts'
import type { Account } from '../../accounts/account.ts'
import type { AccountStore } from '../../accounts/account-store.ts'
import { type Answer, refusal } from '../../errors/answer.ts'
import type { Guard } from '../../limits/guard.ts'
import { overLimit } from '../../limits/over-limit.ts'
import { assertionOptions, verifyAssertion } from '../../passkeys/assertion.ts'
import { mayDo } from '../../passkeys/authority.ts'
import { type CeremonyRefusal, logRefused } from '../../passkeys/ceremony-refusal.ts'
import type { ChallengeStore } from '../../passkeys/challenge-store.ts'
import { type CreationOfferDeps, offerCreation } from '../../passkeys/creation-offer.ts'
import type { Credential } from '../../passkeys/credential.ts'
import type { CredentialStore } from '../../passkeys/credential-store.ts'
import { refusalOf } from '../../passkeys/halt-refusal.ts'
import type { OriginRight } from '../../passkeys/origin-rights.ts'
import { type PasskeyUse, useOf } from '../../passkeys/record-use.ts'
import { CEREMONY_MS } from '../../passkeys/relying-party.ts'
import type { Prove } from '../../recovery/prove.ts'
import { type RequestContext, trace } from '../../requests/request-context.ts'
import { type BeginSessionDeps, type BegunSession, beginSession } from '../../sessions/begin-session.ts'
import { type NoteRefusalDeps, noteRefusal } from './note-refusal.ts'

interface SignInDeps extends BeginSessionDeps, CreationOfferDeps, NoteRefusalDeps {
  readonly accounts: Pick<AccountStore, 'findByPasskey'>
  readonly credentials: CredentialStore
  readonly challenges: ChallengeStore
  readonly log: Logger
  readonly guard: Pick<Guard, 'signIn' | 'accountSignIn' | 'failedSignIn'>
  readonly prove: Prove
}

interface SignInWish {
  readonly asserted: Asserted
  /** Offer to add a passkey on this device. The sign-in then counts as the step-up. */
  readonly thenAdd: boolean
  readonly context: RequestContext
}

/** What a sign-in is judged by, and what it is for. */
type Judged = Pick<SignInWish, 'asserted'> & { readonly right: OriginRight }

interface NotSignedIn {
  readonly ok: false
  readonly code: ErrorCode
  readonly why?: CeremonyRefusal
  /** As it was read again, when it could not enter. */
  readonly passkey?: Credential
}

type SignInJudged = { readonly ok: true; readonly use: PasskeyUse } | NotSignedIn

type Entered =
  | { readonly ok: true; readonly session: BegunSession; readonly recovered: boolean }
  | NotSignedIn

interface SignInDone {
  readonly accountId: AccountId
  readonly name: string
  readonly token: string
  /** This sign-in proved a new passkey. */
  readonly recovered: boolean
  readonly add: CreationOffer | null
}

/** Signing in with a discoverable passkey. Nobody types a name. */
export interface SignIn {
  begin(hybrid: boolean, context: RequestContext): Promise<Answer<{ offer: RequestOffer }>>
  finish(wish: SignInWish): Promise<Answer<SignInDone>>
}

export function createSignIn(deps: SignInDeps): SignIn {
  const { rp, challenges, credentials, accounts, guard, log } = deps

  async function begin(hybrid: boolean, context: RequestContext) {
    const over = overLimit(await guard.signIn(context))
    if (over) return over // [A10]
    const challengeId = randomBytes(16).toString('base64url')
    const challenge = randomBytes(32).toString('base64url')
    const free = { sessionId: null, accountId: null, data: '' }
    await challenges.put({ id: challengeId, ceremony: 'sign-in', challenge, ...free }, CEREMONY_MS)
    return {
      ok: true,
      offer: { challengeId, options: await assertionOptions(rp, { challenge, hybrid }) },
    } as const
  }

  async function finish({ asserted, thenAdd, context }: SignInWish): Promise<Answer<SignInDone>> {
    const pending = await challenges.take(asserted.challengeId)
    if (pending?.ceremony !== 'sign-in') return refusal('ceremony_expired') // [W14]
    const found = await accounts.findByPasskey(asserted.assertion.id as CredentialId)
    if (!found || found.credential.status === 'removed') {
      logRefused(log, { ceremony: 'sign-in', why: 'unknown-passkey' })
      return refusal('passkey_unknown') // [A11]
    }
    const { account, credential } = found
    // Someone who runs another origin of the list can have a passkey sign there. What allows an addition must come
    // from our own origin.
    const right = thenAdd ? 'everything' : 'sign-in' // [A90]
    const judged = await judge({ asserted, right }, pending.challenge, credential, account)
    // Each leaves an entry in the audit and a session. With the network, so that a thief keeps no owner out elsewhere.
    const counts = judged.ok && mayEnter(credential)
    const over = counts && overLimit(await guard.accountSignIn(account.id, context.network))
    if (over) return over // [A156]
    const entered = judged.ok ? await enter(credential, judged.use, context) : judged
    if (!entered.ok) {
      await noteRefusal(deps, credential, entered.why ?? entered.code, context)
      return refusalOf(entered.passkey ?? credential, entered.code)
    }
    const { session, recovered } = entered
    const { id: accountId, name } = account
    const done = { ok: true, accountId, name, token: session.token, recovered } as const
    if (!thenAdd) return { ...done, add: null }
    if (mayDo(credential, 'add-passkey') !== true) return { ...done, add: null } // [A13]
    return { ...done, add: await offerCreation(deps, account, session.id, credential.id) }
  }

  /** Only the holder of a passkey is told its status, so this comes first. */
  async function judge(
    { asserted: { assertion: response }, right }: Judged,
    challenge: string,
    credential: Credential,
    { userHandle }: Account,
  ): Promise<SignInJudged> {
    // Without a list of passkeys, the user handle names the user (WebAuthn Level 3, section 7.2, step 6).
    if (!response.response.userHandle) return refuseFor(credential, 'no-user-handle') // [W15]
    const judged = await verifyAssertion(rp, { response, challenge, credential, userHandle, right })
    if (!judged.ok) return refuseFor(credential, judged.why)
    return { ok: true, use: useOf(credential, judged.assertion) }
  }

  /**
   * Begins the session, if SQL has the passkey as active. The use is noted, and an unproven passkey is proven, in the
   * same transaction.
   */
  async function enter(credential: Credential, use: PasskeyUse, context: RequestContext): Promise<Entered> {
    const facts = { accountId: credential.accountId, credentialId: credential.id, use, context }
    if (credential.status === 'unproven') {
      const session = await beginSession(deps, facts, async (...beginning) => {
        const proven = await deps.prove(credential, trace(context), beginning)
        // When it was proven, the account was told, and of sessions that ended too.
        return proven && proven !== 'counter-went-back' ? { endedSessions: [], isTold: true } : proven
      })
      if (session === 'counter-went-back') return refuseCounter(credential, use)
      if (session) return { ok: true, session, recovered: true }
      // A sign-in at the same time may have proven it. Then it must not be called unknown.
      const { passkey, code } = await readAgain(credential)
      if (code !== null) return { ok: false, passkey, code }
    }
    const session = await beginSession(deps, facts)
    if (session === 'counter-went-back') return refuseCounter(credential, use)
    if (session) return { ok: true, session, recovered: false }
    const { passkey, code } = await readAgain(credential)
    return { ok: false, passkey, code: code ?? 'passkey_suspended' } // [A14]
  }

  /** What SQL says of it now, and why it may not sign in. Its holder is told, since the signature was verified. */
  async function readAgain(credential: Credential) {
    const passkey = (await credentials.find(credential.id)) ?? credential
    const may = mayDo(passkey, 'sign-in')
    return { passkey, code: may === true ? null : may }
  }

  async function refuseCounter(credential: Credential, { wentBack }: PasskeyUse): Promise<NotSignedIn> {
    await deps.audit.append(wentBack)
    return refuseFor(credential, 'counter-went-back')
  }

  /** One answer for all refusals, whatever reason is written down. */
  function refuseFor({ id, accountId }: Credential, why: CeremonyRefusal): NotSignedIn {
    logRefused(log, { ceremony: 'sign-in', why, accountId, credentialId: id })
    return { ok: false, code: 'passkey_refused', why }
  }

  return { begin, finish }
}

/** Whether a sign-in with it can succeed, as far as is known before SQL has the last word. */
function mayEnter(credential: Credential): boolean {
  return credential.status === 'unproven' || mayDo(credential, 'sign-in') === true // [A163]
}
