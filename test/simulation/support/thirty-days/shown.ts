import type { Deletion, Renaming } from '../../../../server/accounts/account-changes.ts'
import type { Contact } from '../../../../server/methods/contacts/contact-store.ts'
import { mayDo } from '../../../../server/passkeys/authority.ts'
import type { Credential } from '../../../../server/passkeys/credential.ts'
import type { ScheduledChange } from '../../../../server/passkeys/passkey-acts.ts'
import type { Recovery } from '../../../../server/recovery/recovery.ts'
import type { SlowRecovery } from '../../../../server/recovery/slow/slow-ledger.ts'
import type { BackupCodesReadiness } from '../../../../shared/backup-codes.ts'

/** Who has a passkey, a paper or a mailbox in hand. Attackers who work together are one. */
export type Side = 'owner' | 'others'

/** Who has a passkey. `nobody`: its device was lost, and nobody found it. */
export type Holder = Side | 'nobody'

/** What somebody can prove without a device. */
export type Means = 'backup-code' | 'email' | 'operator' | 'supporters' | 'contact'

/** What is there now, as the account page would show it. */
export interface Shown {
  readonly passkeys: readonly Credential[]
  /** Those that can be undone, or are frozen. */
  readonly arrivals: readonly Recovery[]
  readonly underWay: readonly SlowRecovery[]
  readonly scheduled: readonly ScheduledChange[]
  readonly codes: Pick<BackupCodesReadiness, 'set' | 'next' | 'off'>
  readonly contacts: readonly Contact[]
  readonly renaming: Renaming | null
  readonly deletion: Deletion | null
}

/** Whether a passkey can step up. */
export const canAct = (passkey: Credential) => mayDo(passkey, 'step-up') === true
