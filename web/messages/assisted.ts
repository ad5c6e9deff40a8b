import type { AssistedAuditAction } from '../../shared/assisted.ts'
import { slowArrival } from './slow-arrival.ts'

// What every page may say of assisted recovery.

export const assistedActivity: Readonly<Record<AssistedAuditAction, string>> = {
  'assisted-on-scheduled':
    'Cases with the people who run this site were scheduled to become a way back in, after 7 days.',
  'assisted-on': 'Cases with the people who run this site became a way back in.',
  'assisted-off-scheduled':
    'Cases with the people who run this site were scheduled to be switched off, after 7 days.',
  'assisted-off': 'Cases with the people who run this site were switched off.',
  'assisted-kept':
    'Cases with the people who run this site were to be switched on or off, and stay as they are.',
  'operator-link-made':
    'The operator of this site made a link with which one person can make a passkey for this account, within 24 hours. If you didn’t ask for that, tell them.',
  'operator-link-voided': 'The operator’s link was cancelled before anyone used it.',
  'case-opened':
    'Someone who can’t sign in asked the people who run this site for help with this account. That alone lets nobody in.',
  'case-approved':
    'Two people who run this site vouched for someone who wants to get back into this account, and gave them a code. If that wasn’t you, tell them at once.',
  'case-code-mailed':
    'The people who run this site had the code of a case mailed to a confirmed address of this account.',
  'case-closed': 'A request for help with this account was rejected.',
  'case-taken-back':
    'Someone who runs this site took back a recovery for which two of them had vouched. If you don’t know why, ask them.',
  'case-vouched': 'You vouched for someone, as the first of two supporters.',
  'case-confirmed': 'You confirmed what another supporter had checked, and read a code out or had it mailed.',
  'case-rejected': 'You rejected a case.',
  'case-ended': 'You ended what came of a case.',
}

export const assistedArrival = slowArrival('help from the people who run this site')
