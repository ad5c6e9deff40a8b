import { randomBytes } from 'node:crypto'
import type { CreationOffer } from '../../shared/api.ts'
import type { AccountId, CredentialId, SessionId, UserHandle } from '../../shared/ids.ts'
import type { ChallengeStore } from './challenge-store.ts'
import type { CredentialStore } from './credential-store.ts'
import { registrationOptions } from './registration.ts'
import { CEREMONY_MS, type RelyingParty } from './relying-party.ts'

export interface CreationOfferDeps {
  readonly rp: RelyingParty
  readonly credentials: Pick<CredentialStore, 'list'>
  readonly challenges: Pick<ChallengeStore, 'put'>
}

/** The account that the passkey will belong to. */
interface Holder {
  readonly id: AccountId
  readonly name: string
  readonly userHandle: UserHandle
}

/**
 * Begins a ceremony that adds a passkey to an account, for one session. `allowedBy` is the passkey whose step-up or
 * sign-in allows it. It is judged again at the end.
 */
export async function offerCreation(
  { rp, credentials, challenges }: CreationOfferDeps,
  account: Holder,
  sessionId: SessionId,
  allowedBy: CredentialId,
): Promise<CreationOffer> {
  const challengeId = randomBytes(16).toString('base64url')
  const challenge = randomBytes(32).toString('base64url')
  await challenges.put(
    {
      id: challengeId,
      ceremony: 'add-passkey',
      challenge,
      sessionId,
      accountId: account.id,
      data: allowedBy,
    },
    CEREMONY_MS,
  )
  const known = await credentials.list(account.id)
  const { name, userHandle } = account
  return { challengeId, options: await registrationOptions(rp, { name, userHandle, challenge, known }) }
}
