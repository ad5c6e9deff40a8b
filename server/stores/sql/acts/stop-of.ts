import type { Credential } from '../../../passkeys/credential.ts'
import type { Stop } from '../../../passkeys/passkey-acts.ts'
import { find } from './actor.ts'
import type { Halt } from './halt.ts'

/** What was stopped, with the names that its owner knows. */
export function stopOf(held: readonly Credential[], { arrivals, sessions, scheduled }: Halt): Stop {
  return {
    arrivals: arrivals.map(({ method, credentialId }) => ({
      method,
      name: find(held, credentialId)?.name ?? '',
    })),
    scheduled,
    endedSessions: sessions,
  }
}
