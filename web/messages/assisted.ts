import type { AssistedAuditAction } from '../../shared/assisted.ts'
import { slowArrival } from './slow-arrival.ts'

// What every page may say of assisted recovery.

export const assistedActivity: Readonly<Record<AssistedAuditAction, string>> = {
  'assisted-on-scheduled': 'Cases with support were set to be switched on in 7 days.',
  'assisted-on': 'Cases with support were switched on: they can help you back in.',
  'assisted-off-scheduled': 'Cases with support were set to be switched off in 7 days.',
  'assisted-off': 'Cases with support were switched off.',
  'assisted-kept': 'Cases with support stay as they were: a change was cancelled.',
  'operator-link-made':
    'Support made a link that lets whoever opens it create a passkey for this account, once, within 24 hours. If you didn’t ask for it, tell them.',
  'operator-link-voided': 'The link from support was cancelled before anyone used it.',
  'case-opened':
    'Someone who can’t sign in asked support for help with this account. That alone lets nobody in.',
  'case-approved':
    'Two people from support vouched for someone who wants to get back into this account, and gave them a code. If that wasn’t you, tell support at once.',
  'case-code-mailed': 'Support had the code of a case mailed to a confirmed address of this account.',
  'case-closed': 'A request for help with this account was rejected.',
  'case-taken-back':
    'Support took back a recovery for which two of them had vouched. If you don’t know why, ask them.',
  'case-vouched': 'You vouched for someone, as the first of two supporters.',
  'case-confirmed': 'You confirmed what another supporter had checked, and read a code out or had it mailed.',
  'case-rejected': 'You rejected a case.',
  'case-ended': 'You took back what came of a case.',
}

export const assistedArrival = slowArrival('help from support')
