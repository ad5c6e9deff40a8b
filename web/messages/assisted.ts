import type { AssistedAuditAction, AssistedError } from '../../shared/assisted.ts'
import { slowArrival } from './slow-arrival.ts'
import type { Words } from './words.ts'

// What every page may say of assisted recovery.

export const assistedErrors: Readonly<Record<AssistedError, Words>> = {
  case_nobody: {
    sentence: 'No account has this name.',
    next: 'Don’t tell the caller. Say that you can’t help with this case, and reject it.',
  },
  case_own_account: {
    sentence: 'This case is for your own account.',
    next: 'If you didn’t open it, reject it. Nobody helps with their own account.',
  },
  case_more_power: {
    sentence: 'This account may do more than yours.',
    next: 'Ask a supporter who may do as much.',
  },
  case_same_supporter: {
    sentence: 'You checked this case yourself.',
    next: 'Another supporter has to confirm it.',
  },
  case_supporter_new: {
    sentence: 'Your account is too new for this, got its role lately, or was recovered lately.',
    next: 'A week after that, you can help. Ask another supporter until then.',
  },
  case_first_void: {
    sentence: 'The supporter who checked this case can’t vouch for anybody at the moment.',
    next: 'Reject the case, and ask the person to open a new one.',
  },
}

export const assistedActivity: Readonly<Record<AssistedAuditAction, string>> = {
  'operator-link-made':
    'The operator of this site made a link with which one person can make a passkey for this account, within 24 hours. If you didn’t ask for that, tell them.',
  'operator-link-voided': 'The operator’s link was voided before anyone used it.',
  'case-opened':
    'Someone who can’t sign in asked the people who run this site for help with this account. That alone lets nobody in.',
  'case-approved':
    'Two people who run this site vouched for someone who wants to get back into this account, and read a code out to them. If that wasn’t you, tell them at once.',
  'case-closed': 'A request for help with this account was rejected.',
  'case-vouched': 'You vouched for someone, as the first of two supporters.',
  'case-confirmed': 'You confirmed what another supporter had checked, and were shown a code.',
  'case-rejected': 'You rejected a case.',
}

export const assistedArrival = slowArrival('help from the people who run this site')
