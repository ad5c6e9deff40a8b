import { randomBytes } from 'node:crypto'
import type { Logger } from 'pino'
import type { Attested, CreationOffer } from '../../../shared/api.ts'
import type { AccountId, UserHandle } from '../../../shared/ids.ts'
import { type AccountName, parseAccountName } from '../../accounts/account-name.ts'
import type { AccountStore } from '../../accounts/account-store.ts'
import { type Answer, refusal } from '../../errors/answer.ts'
import type { Guard } from '../../limits/guard.ts'
import { overLimit } from '../../limits/over-limit.ts'
import { logRefused, registrationCode } from '../../passkeys/ceremony-refusal.ts'
import type { ChallengeStore } from '../../passkeys/challenge-store.ts'
import { newCredential } from '../../passkeys/new-credential.ts'
import { registrationOptions, verifyRegistration } from '../../passkeys/registration.ts'
import { CEREMONY_MS, type RelyingParty } from '../../passkeys/relying-party.ts'
import { type RequestContext, trace } from '../../requests/request-context.ts'
import { type BeginSessionDeps, beginSession } from '../../sessions/begin-session.ts'
import type { SignUpMode } from '../config/config.ts'
import { type Invites, inviteId } from './invites.ts'

interface SignUpDeps extends BeginSessionDeps {
  readonly mode: SignUpMode
  readonly rp: RelyingParty
  readonly accounts: AccountStore
  readonly challenges: ChallengeStore
  readonly log: Logger
  readonly invites: Invites
  readonly guard: Pick<Guard, 'signUpOptions' | 'signUp'>
}

const REFUSED = {
  'name-taken': 'name_taken',
  'credential-known': 'passkey_known_already',
  'invite-spent': 'invite_invalid',
} as const

/** What the ceremony needs at its end. The browser is not told it again. */
interface Begun {
  readonly name: AccountName
  readonly userHandle: UserHandle
  readonly invite: string | null
}

interface SignedUp {
  readonly accountId: AccountId
  readonly name: string
  readonly token: string
}

/** Creates an account with its first passkey. */
export interface SignUp {
  /** A taken name is refused at once, so the limit is counted before the name is looked up. */
  begin(
    wish: { name: string; invite: string | null },
    context: RequestContext,
  ): Promise<Answer<{ offer: CreationOffer }>>
  finish(attested: Attested, context: RequestContext): Promise<Answer<SignedUp>>
}

export function createSignUp(deps: SignUpDeps): SignUp {
  const { mode, rp, accounts, challenges, log, invites, guard } = deps

  async function begin(wish: { name: string; invite: string | null }, context: RequestContext) {
    if (mode === 'closed') return refusal('sign_up_closed') // [A4]
    // Called at every pause in typing, so it counts against the wide budget of ceremonies. New accounts have a budget
    // of their own.
    const over = overLimit(await guard.signUpOptions(context.network))
    if (over) return over // [A5]
    const invite = mode === 'invite' ? (wish.invite ?? '') : null
    if (invite !== null && !(await invites.isGood(invite))) return refusal('invite_invalid') // [A6]
    const parsed = parseAccountName(wish.name)
    if (!parsed.ok) return parsed
    const { name } = parsed
    if (await accounts.findByName(name.folded)) return refusal('name_taken')
    // 64 random bytes, never the name: a user handle can be read without user verification (WebAuthn Level 3, section
    // 14.6.1).
    const userHandle = randomBytes(64).toString('base64url') as UserHandle
    return { ok: true, offer: await offer({ name, userHandle, invite }) } as const
  }

  async function offer(begun: Begun): Promise<CreationOffer> {
    const challengeId = randomBytes(16).toString('base64url')
    const challenge = randomBytes(32).toString('base64url')
    const data = JSON.stringify(begun)
    const free = { sessionId: null, accountId: null }
    await challenges.put({ id: challengeId, ceremony: 'sign-up', challenge, ...free, data }, CEREMONY_MS)
    const { name, userHandle } = begun
    const options = await registrationOptions(rp, { name: name.shown, userHandle, challenge, known: [] })
    return { challengeId, options }
  }

  async function finish({ challengeId, credential }: Attested, context: RequestContext) {
    const pending = await challenges.take(challengeId)
    if (pending?.ceremony !== 'sign-up') return refusal('ceremony_expired') // [W13]
    const over = overLimit(await guard.signUp(context.network))
    if (over) return over // [A27]
    const { name, userHandle, invite }: Begun = JSON.parse(pending.data)
    const judged = await verifyRegistration(rp, { response: credential, challenge: pending.challenge })
    if (!judged.ok) {
      logRefused(log, { ceremony: 'sign-up', why: judged.why })
      return refusal(registrationCode(judged.why))
    }
    const { key } = judged
    const accountId = randomBytes(16).toString('base64url') as AccountId
    const created = await accounts.create(
      { id: accountId, name: name.shown, foldedName: name.folded, userHandle },
      newCredential(key, accountId, context),
      { action: 'account-created', accountId, credentialId: key.id, ...trace(context) },
      invite === null ? null : inviteId(invite),
    )
    if (created !== 'created') return refusal(REFUSED[created])
    const session = await beginSession(deps, { accountId, credentialId: key.id, context })
    if (!session || session === 'counter-went-back') return refusal('passkey_unknown')
    return { ok: true, accountId, name: name.shown, token: session.token } as const
  }

  return { begin, finish }
}
