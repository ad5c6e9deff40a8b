import type { ComponentType } from 'preact'
import type { RecoveryMethodId } from '../../shared/recovery.ts'
import { AssistedWayBack } from '../methods/assisted/on-account/way-back.tsx'
import { BackupCodesWayBack } from '../methods/backup-codes/on-account/way-back.tsx'
import { ContactsWayBack } from '../methods/contacts/on-account/way-back.tsx'
import { EmailWayBack } from '../methods/email/on-account/way-back.tsx'
import { PairingWayBack } from '../methods/pairing/on-account/way-back.tsx'
import type { SectionProps } from '../owner/section-props.ts'

/** What each recovery method shows under "If you lose a passkey". */
export const waysBack: Readonly<Record<RecoveryMethodId, ComponentType<SectionProps>>> = {
  pairing: PairingWayBack,
  'backup-code': BackupCodesWayBack,
  email: EmailWayBack,
  contact: ContactsWayBack,
  assisted: AssistedWayBack,
}
