import {
  ASSISTED_VARIABLES,
  type AssistedSettings,
  assistedSettings,
  type CaseCodeSettings,
  caseCodeSettings,
} from './methods/assisted/settings.ts'
import {
  BACKUP_CODE_VARIABLES,
  type BackupCodeSettings,
  backupCodeSettings,
} from './methods/backup-codes/settings.ts'
import { CONTACT_VARIABLES, type ContactSettings, contactSettings } from './methods/contacts/settings.ts'
import { EMAIL_VARIABLES, type EmailSettings, emailSettings } from './methods/email/settings.ts'
import { PAIRING_VARIABLES, type PairingSettings, pairingSettings } from './methods/pairing/settings.ts'
import { RECOVERY_VARIABLES, type RecoverySettings, recoverySettings } from './recovery/settings.ts'
import type { ValuesOf } from './settings/variable.ts'

/** The variables of all recovery methods, and those that hold for each of them. */
export const METHOD_VARIABLES = {
  ...RECOVERY_VARIABLES,
  ...PAIRING_VARIABLES,
  ...BACKUP_CODE_VARIABLES,
  ...EMAIL_VARIABLES,
  ...ASSISTED_VARIABLES,
  ...CONTACT_VARIABLES,
} as const

/** What a deployment chose for all recovery methods together, and for each. */
export interface MethodSettings {
  readonly recovery: RecoverySettings
  readonly pairing: PairingSettings
  readonly backupCodes: BackupCodeSettings
  readonly email: EmailSettings
  readonly assisted: AssistedSettings
  readonly caseCodes: CaseCodeSettings
  readonly contacts: ContactSettings
}

/** The settings of the recovery methods, from the variables that were read. */
export function methodSettings(
  values: ValuesOf<typeof METHOD_VARIABLES>,
  site: { readonly sendsMail: boolean },
): MethodSettings {
  const email = emailSettings(values, site)
  return {
    recovery: recoverySettings(values),
    pairing: pairingSettings(values),
    backupCodes: backupCodeSettings(values),
    email,
    assisted: assistedSettings(values),
    caseCodes: caseCodeSettings(values, { recoversByMail: email !== 'off' }),
    contacts: contactSettings(values),
  }
}
