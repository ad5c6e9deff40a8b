import type { AssistedAuditAction } from '../../shared/assisted.ts'

import { slowArrival } from './slow-arrival.ts'

// What every page may say of assisted recovery.

export const assistedActivity: Readonly<Record<AssistedAuditAction, string>> = {
  'operator-link-made':
    'The operator of this site made a link with which one person can make a passkey for this account, within 24 hours. If you didn’t ask for that, tell them.',
  'operator-link-voided': 'The operator’s link was voided before anyone used it.',
}

export const assistedArrival = slowArrival('a link from the operator of this site')
