import { createHash, randomBytes } from 'node:crypto'
import type { Logger } from 'pino'
import type { Asserted, RequestOffer } from '../../shared/api.ts'
import type { ErrorCode } from '../../shared/errors.ts'
import type { AccountId, CredentialId, SessionId, UserHandle } from '../../shared/ids.ts'
import type { Refusal } from '../errors/answer.ts'
import type { Guard } from '../limits/guard.ts'
import { assertionOptions, verifyAssertion } from './assertion.ts'
import { mayDo } from './authority.ts'
import { type CeremonyRefusal, logRefused } from './ceremony-refusal.ts'
import type { ChallengeStore } from './challenge-store.ts'
import type { Credential } from './credential.ts'
import type { CredentialStore } from './credential-store.ts'
import { type RecordUseDeps, recordUse } from './record-use.ts'
import type { RelyingParty } from './relying-party.ts'

/** How long a step-up may take after its options were given. Milliseconds. */
export const STEP_UP_MS = 60_000

const LABEL = 'rekey step-up 1'

/** Whose step-up it is. No other session or account can finish it. */
interface StepUpOwner {
  readonly sessionId: SessionId
  readonly accountId: AccountId
}

/** The owner with all passkeys of the account, read for this request. */
interface SteppingUp extends StepUpOwner {
  readonly userHandle: UserHandle
  readonly passkeys: readonly Credential[]
}

export type StepUpResult =
  /** `beganAt`: when its options were given, by the database's clock. */
  { readonly ok: true; readonly credential: Credential; readonly beganAt: number } | Refusal

/**
 * A new assertion with user verification, made for one stated action. `statement` is any text that says everything
 * about the action. The challenge is a hash of it, so an assertion that was signed for one action is invalid for
 * every other.
 */
export interface StepUp {
  /** Offers these passkeys, except those that may not make a step-up. */
  begin(owner: StepUpOwner, statement: string, passkeys: readonly Credential[]): Promise<RequestOffer>
  /** Takes the challenge from the store before it looks at anything else. */
  finish(owner: SteppingUp, statement: string, asserted: Asserted): Promise<StepUpResult>
}

interface StepUpDeps extends RecordUseDeps {
  readonly rp: RelyingParty
  readonly credentials: Pick<CredentialStore, 'find' | 'recordUse'>
  readonly challenges: ChallengeStore
  readonly guard: Pick<Guard, 'failedSignIn'>
  readonly log: Logger
  /** How long a step-up may take: STEP_UP_MS, except in tests. */
  readonly lifetimeMs: number
}

export function createStepUp(deps: StepUpDeps): StepUp {
  const { rp, credentials, challenges, audit, guard, log, lifetimeMs } = deps

  const begin: StepUp['begin'] = async ({ sessionId, accountId }, statement, passkeys) => {
    const id = randomBytes(16).toString('base64url')
    const random = randomBytes(32)
    await challenges.put(
      { id, ceremony: 'step-up', challenge: random.toString('base64url'), sessionId, accountId, data: '' },
      lifetimeMs,
    )
    const options = await assertionOptions(rp, {
      challenge: statedChallenge(random, statement),
      allow: passkeys.filter((passkey) => mayDo(passkey, 'step-up') === true),
      timeoutMs: lifetimeMs,
    })
    return { challengeId: id, options }
  }

  async function finish(owner: SteppingUp, statement: string, asserted: Asserted): Promise<StepUpResult> {
    const pending = await challenges.take(asserted.challengeId)
    if (pending?.ceremony !== 'step-up') return refuse('ceremony_expired')
    if (pending.sessionId !== owner.sessionId) return refuseFor(owner, 'other-session') // [W10]
    const credential = owner.passkeys.find(({ id }) => id === asserted.assertion.id)
    if (!credential) return refuseFor(owner, await whyNotOwn(asserted)) // [W11]
    const judged = await verifyAssertion(rp, {
      response: asserted.assertion,
      challenge: statedChallenge(Buffer.from(pending.challenge, 'base64url'), statement),
      credential,
      userHandle: owner.userHandle,
    })
    if (!judged.ok) return refuseFor(owner, judged.why, credential.id)
    const may = mayDo(credential, 'step-up')
    if (may !== true) return refuse(may) // [A2]
    const stands = await recordUse(deps, credential, judged.assertion)
    if (!stands) return refuseFor(owner, 'counter-went-back', credential.id) // [W12]
    return { ok: true, credential, beganAt: pending.expiresAt - lifetimeMs }
  }

  async function whyNotOwn({ assertion }: Asserted): Promise<CeremonyRefusal> {
    return (await credentials.find(assertion.id as CredentialId)) ? 'other-account' : 'unknown-passkey'
  }

  /**
   * One answer for every refusal. The reason is for the log, and for Activity within the number of refused sign-ins.
   */
  async function refuseFor(
    { sessionId, accountId }: StepUpOwner,
    why: CeremonyRefusal,
    credentialId?: CredentialId,
  ): Promise<StepUpResult> {
    const about = { accountId, ...(credentialId && { credentialId }) }
    logRefused(log, { ceremony: 'step-up', why, ...about })
    const entry = { action: 'step-up-refused', ...about, sessionId, detail: why } as const
    if (await guard.failedSignIn(accountId)) await audit.append(entry) // [W42]
    return refuse('step_up_refused')
  }

  return { begin, finish }
}

/**
 * SHA-256 over label, random bytes and statement, each after its length, so that no two triples have the same hash.
 */
function statedChallenge(random: Uint8Array, statement: string): string {
  const hash = createHash('sha256')
  for (const part of [Buffer.from(LABEL), random, Buffer.from(statement)]) {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(part.length)
    hash.update(length).update(part)
  }
  return hash.digest('base64url')
}

function refuse(code: ErrorCode): StepUpResult {
  return { ok: false, code }
}
