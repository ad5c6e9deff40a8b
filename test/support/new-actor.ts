import { randomBytes } from 'node:crypto'
import type { Actor } from '../../server/limits/actor-budgets.ts'
import type { CredentialId, SessionId } from '../../shared/ids.ts'

/** A session of a passkey that nobody else has. */
export function newActor(): Actor {
  return sessionOf({ credentialId: randomBytes(16).toString('base64url') as CredentialId })
}

/** One more session of the same passkey. */
export function sessionOf({ credentialId }: Pick<Actor, 'credentialId'>): Actor {
  return { sessionId: randomBytes(16).toString('base64url') as SessionId, credentialId }
}
