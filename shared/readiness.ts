import type { BackupCodesReadiness } from './backup-codes.ts'
import type { ContactsReadiness } from './contacts.ts'
import type { EmailReadiness } from './email-recovery.ts'
import type { MethodSwitchReadiness } from './method-switch.ts'
import type { RecoveryMethodId } from './recovery.ts'

/** How ready each recovery method is that an account decides about. Null: this site does not offer it. */
export interface Readiness {
  readonly 'backup-code': BackupCodesReadiness | null
  readonly email: EmailReadiness | null
  readonly contact: ContactsReadiness | null
  readonly assisted: MethodSwitchReadiness | null
}

/**
 * Where the passkeys that work are, as far as their browsers said. `one-device`: there is one, and it is only there.
 * `maybe-one-device`: there are several, made on devices of the same kind. `one-manager`: there is one, and a password
 * manager syncs it.
 */
export type PasskeySpread = 'none' | 'one-device' | 'maybe-one-device' | 'one-manager' | 'several'

/** What an owner can do so that more ways lead back in. */
export type HealthStep =
  | 'add-passkey'
  | 'make-codes'
  | 'renew-codes'
  | 'save-codes'
  | 'keep-codes'
  | 'try-codes'
  | 'add-address'
  | 'switch-on-email'
  | 'keep-email'

/** What happens if the owner of an account loses a device. */
export interface Health {
  /** `red`: nothing would let them back in. `amber`: only one thing would. */
  readonly verdict: 'red' | 'amber' | 'green'
  readonly passkeys: PasskeySpread
  /** The methods that the account has set up in advance, and that work now. */
  readonly others: readonly Exclude<keyof Readiness, 'assisted'>[]
  /** Whether they are enough for a recovery. */
  readonly helped: boolean
  /** The methods that are set up too, but that prove nothing in the dispute that is open: they count only since it began. */
  readonly tooNew: Health['others']
  /** What would help most, best first: two at most. */
  readonly next: readonly HealthStep[]
  /**
   * When each method last gave a proof, in milliseconds since 1970, as long as that is remembered. Also in a recovery that
   * waits or was stopped.
   */
  readonly lastUsed: Readonly<Partial<Record<RecoveryMethodId, number>>>
}
