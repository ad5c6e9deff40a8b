import type { CredentialId } from './ids.ts'

/** `replace`: something was lost. `add`: nothing was. Part of what is approved. */
export type Purpose = 'replace' | 'add'

/** How a recovery is justified (NIST SP 800-63B-4, section 4.2). `pairing`: another signed-in device approved it. */
export type RecoveryMethodId = 'pairing'

/** How a passkey came to an account that has others: by a recovery, or added on the account page. */
export type ArrivalMethod = RecoveryMethodId | 'added'

/** Who asks, as the approving device is told it. `device` is the device's own claim and forgeable. */
export interface RequesterFacts {
  readonly device: string
  /** Cut to its /24 or /48, as text; ours, not the device's. */
  readonly network: string
  /** Rough place, when the deployment has a place file. */
  readonly place: string | null
}

export type RetireMode = 'lost' | 'stolen'

/** Which passkey the person lost. Null: none, only add one. */
export interface RetireChoice {
  readonly credentialId: CredentialId
  readonly mode: RetireMode
}
