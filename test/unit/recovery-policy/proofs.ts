import type { Circumstances, Pause, ProofMethod, ProvenBy } from '../../../server/recovery/policy.ts'
import type { Approval } from '../../../server/recovery/recovery.ts'
import type { CredentialId, SessionId } from '../../../shared/ids.ts'

export const HOUR = 3_600_000
export const DAY = 24 * HOUR

/** Set up long before every dispute of these tests. */
export const OLD = -100 * DAY

export const APPROVAL: Approval = {
  credentialId: 'a passkey' as CredentialId,
  sessionId: 'a session' as SessionId,
}

/** What rests on nothing of the account. */
const OF_NOBODY: readonly ProofMethod[] = ['assisted', 'enrolment', 'operator', 'operator-decision']

/** A proof that no passkey approved, given at an hour. It rests on something old, or on nothing of the account. */
export function proof(method: ProofMethod, hour = 0, since: number | null = OLD): ProvenBy {
  return { method, at: hour * HOUR, since: OF_NOBODY.includes(method) ? null : since, approval: null }
}

export const paused = (by: Pause['by'], hour: number): Pause => ({
  ...{ by, at: hour * HOUR },
  passkeyId: by === 'passkey' ? APPROVAL.credentialId : null,
})

/** A recovery that began at hour 0, with nothing special about it. */
export function around(proofs: readonly ProvenBy[], others: Partial<Circumstances> = {}): Circumstances {
  return {
    now: Math.max(0, ...proofs.map(({ at }) => at)),
    level: 'hold',
    proofs,
    begunAt: 0,
    disputedSince: null,
    hadPasskey: true,
    passkeyUsedAt: null,
    pauses: [],
    ...others,
  }
}
