import type { AuditAction } from '../../../shared/audit.ts'
import { assistedActivity } from '../../messages/assisted.ts'
import { backupCodeActivity } from '../../messages/backup-codes.ts'
import { contactActivity } from '../../messages/contacts.ts'
import { formatCount } from '../../messages/counts.ts'
import { emailActivity } from '../../messages/email.ts'
import { pairingActivity } from '../../messages/pairing.ts'

/** The server counts no further. */
const MOST_COUNTED = 1_000

/** Words of the section "Security news" on `/account`. */
export const security = {
  heading: 'Security news',
  intro: 'Who can sign in, and who tried to.',
  often: (count: number, firstDay: string) =>
    `${count < MOST_COUNTED ? '' : 'At least '}${formatCount(count)} times since ${firstDay}`,
}

/** Words of the section "Activity" on `/account`. */
export const activity = {
  heading: 'Activity',
  none: 'Nothing yet.',
  earlier: 'Earlier',
  show: 'Show sign-ins and more',
  where: (device: string | null, network: string | null) =>
    device && network ? `${device}, ${network}` : (device ?? (network && `Network ${network}`)),
}

/** One sentence for each action of the audit. */
const SENTENCES: Readonly<Record<AuditAction, string>> = {
  'account-created': 'The account was created.',
  'signed-in': 'You signed in.',
  'signed-out': 'You signed out.',
  'sign-in-refused': 'A sign-in was refused.',
  'step-up-refused': 'We asked for a passkey, but couldn’t confirm that it was you.',
  'session-ended': 'A session was ended.',
  'account-exported': 'You downloaded everything we hold about this account.',
  'account-renamed': 'The account was renamed.',
  'account-name-restored': 'The account has its old name back.',
  'account-deletion-scheduled':
    'Someone with one of your passkeys wants to delete the account. That happens after 7 days.',
  'account-deletion-cancelled': 'The account is not deleted: that was cancelled.',
  'account-deleted': 'The account was deleted.',
  'passkey-added': 'A passkey was added.',
  'passkey-renamed': 'A passkey was renamed.',
  'passkey-renamed-by-newer': 'A passkey was renamed by a newer one.',
  'passkey-set-aside': 'A passkey was removed. It can be restored for 7 days.',
  'passkey-removed': 'A removed passkey was deleted for good.',
  'passkey-scheduled': 'A passkey was scheduled for removal.',
  'passkey-unscheduled': 'A scheduled removal was cancelled.',
  'changes-stopped': 'Changes by newer passkeys were stopped.',
  'passkey-suspended': 'A passkey was suspended.',
  'passkey-kept':
    'A passkey was kept, because it was the last one that could undo changes, or because the passkey that approved the recovery was stopped.',
  'passkey-restored': 'A passkey was restored.',
  'counter-regressed': 'A passkey behaved as if someone had copied it.',
  'recovery-proof-added':
    'Someone is recovering the account without another device, and showed something that only you should have.',
  'recovery-paused': 'A recovery was paused, from one of your devices or by the link in a mail.',
  'recovery-ended': 'A recovery ended before it was complete.',
  'address-asked': 'A code was sent to a new e-mail address.',
  'address-forgotten': 'An e-mail address that was not confirmed was dropped.',
  'address-added': 'An e-mail address was added. We start to use it after 7 days.',
  'address-counts': 'A confirmed e-mail address is in use from now on.',
  'address-scheduled': 'An e-mail address was scheduled for removal.',
  'address-kept': 'The removal of an e-mail address was cancelled.',
  'address-removed': 'An e-mail address was removed.',
  'mail-undelivered': 'A mail to one of your addresses was refused, or could not be sent in time.',
  'lock-released': 'An admin of this site ended a lock.',
  'admin-granted': 'This account became an admin of this site.',
  'admin-revoked': 'This account is no longer an admin of this site.',
  'admin-entered': 'You opened the admin console.',
  'event-replayed': 'You had events sent to the site again.',
  'alarm-acknowledged': 'You acknowledged an alarm on the admin console.',
  'recovery-registered': 'A recovery created a new passkey. It had to sign in once to become active.',
  'recovery-proven': 'The new passkey signed in for the first time. The recovery was complete.',
  'recovery-lapsed': 'A new passkey was never used, so it was removed.',
  'recovery-frozen': 'A recovery or an added passkey was frozen.',
  'recovery-lifted': 'A recovery or an added passkey was unfrozen.',
  'recovery-undone': 'A recovery or an added passkey was undone.',
  ...pairingActivity,
  ...backupCodeActivity,
  ...emailActivity,
  ...contactActivity,
  ...assistedActivity,
}

/**
 * Events about which the owner can do something. Both were signed by the passkey itself, so no stranger can cause
 * them.
 */
const REASONS = new Map([
  [
    'backup-eligibility-changed',
    'Its app changed whether the passkey can sync. Remove that passkey and add a new one.',
  ],
  ['counter-went-back', 'The passkey behaved as if someone had copied it.'],
])

/** What is added where a stopped passkey was the reason. */
const STOPPED: Readonly<Partial<Record<AuditAction, string>>> = {
  'backup-codes-off': 'The passkey that made them was stopped.',
}

/** The beginning and end of the sentence about a renaming. */
const RENAMED: Readonly<Partial<Record<AuditAction, readonly [what: string, end: string]>>> = {
  'passkey-renamed': ['A passkey', ''],
  'passkey-renamed-by-newer': ['A passkey', ', by a newer passkey'],
  'account-renamed': ['The account', ''],
}

/** What happened, in words. An action that this page does not know yet is shown as it is. */
export function activitySentence(action: AuditAction, detail: string | null = null): string {
  const renamed = RENAMED[action]
  const names = renamed && oldAndNew(detail)
  if (names) return `${renamed[0]} was renamed from “${names[0]}” to “${names[1]}”${renamed[1]}.`
  const reason =
    detail === 'stopped'
      ? STOPPED[action]
      : action.endsWith('-refused')
        ? REASONS.get(detail ?? '')
        : undefined
  return [SENTENCES[action] ?? `${action}.`, reason].filter(Boolean).join(' ')
}

/**
 * The names in the detail of a renaming. Null if it says something else, so that the rest of the page still works.
 */
function oldAndNew(detail: string | null): readonly [string, string] | null {
  try {
    const names: unknown = JSON.parse(detail ?? '')
    return Array.isArray(names) && names.length === 2 ? [String(names[0]), String(names[1])] : null
  } catch {
    return null
  }
}
