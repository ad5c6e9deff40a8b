import type { CredentialId } from './ids.ts'

/** `replace`: a passkey was lost. `add`: none was. It is part of what is approved. */
export type Purpose = 'replace' | 'add'

/**
 * How a recovery is justified (NIST SP 800-63B-4, section 4.2). `pairing`: another signed-in device approved it.
 * `contact`: somebody whom its owner named vouched for them. `assisted`: whoever runs the site helped.
 */
export type RecoveryMethodId = 'pairing' | SlowMethodId

/** The methods that take no other device, but may take days; see shared/slow-recovery.ts. */
export const SLOW_METHODS = ['backup-code', 'email', 'contact', 'assisted'] as const

export type SlowMethodId = (typeof SLOW_METHODS)[number]

/** How a passkey came to an account that has others: by a recovery, or added on the account page. */
export type ArrivalMethod = RecoveryMethodId | 'added'

/** Why a recovery of any method ended. Each method adds its own causes; shared/end-causes.ts has all of them. */
export const RECOVERY_END_CAUSES = ['denied', 'replaced-by-newer', 'session-ended', 'time-ran-out'] as const

/** Who asks, as the approving device is told. `device` is what the device says of itself, which can be forged. */
export interface RequesterFacts {
  readonly device: string
  /** Cut to its /24 or /48, as text. The server found it out; the device did not say it. */
  readonly network: string
  /** The rough place, if the deployment has a place file. */
  readonly place: string | null
}

export type RetireMode = 'lost' | 'stolen'

/** Which passkey the person lost. Null: none, only add one. */
export interface RetireChoice {
  readonly credentialId: CredentialId
  readonly mode: RetireMode
}
