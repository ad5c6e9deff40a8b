import { formatCount } from './counts.ts'

/** The server counts no further. */
const MOST_COUNTED = 1_000

/** Words of the section "Security news" on `/account`. */
export const security = {
  heading: 'Security news',
  intro: 'What changed or tried to change who can sign in, newest first.',
  often: (count: number, firstDay: string) =>
    `${count < MOST_COUNTED ? '' : 'At least '}${formatCount(count)} times since ${firstDay}`,
}

/** Words of the section "Activity" on `/account`. */
export const activity = {
  heading: 'Activity',
  intro: 'What else happened, newest first.',
  none: 'Nothing yet.',
  earlier: 'Earlier',
  network: (network: string) => `Network ${network}`,
}

/** One sentence for each action of the audit that an owner can see. */
const SENTENCES: Readonly<Record<string, string>> = {
  'account-created': 'The account was created.',
  'signed-in': 'You signed in.',
  'signed-out': 'You signed out.',
  'sign-in-refused': 'A sign-in was refused.',
  'step-up-refused': 'A passkey was asked for, and its answer was refused.',
  'session-ended': 'A session was ended.',
  'passkey-added': 'A passkey was added.',
  'passkey-renamed': 'A passkey was renamed.',
  'passkey-renamed-by-newer': 'A passkey was renamed with a newer one.',
  'passkey-set-aside': 'A passkey was removed. It can be restored for 7 days.',
  'passkey-removed': 'A removed passkey is gone for good.',
  'passkey-scheduled': 'The removal of a passkey was scheduled.',
  'passkey-unscheduled': 'A scheduled removal was cancelled.',
  'changes-stopped': 'Changes of newer passkeys were stopped.',
  'passkey-suspended': 'A passkey was suspended.',
  'passkey-kept':
    'A passkey was not suspended: it was the last one that can undo anything, or the passkey that approved this was stopped itself.',
  'passkey-restored': 'A passkey was restored.',
  'counter-regressed': 'A passkey behaved as if it had been copied.',
  'pairing-claimed': 'You scanned or typed the code of another device.',
  'pairing-second-claimant': 'The code that you scanned was used with another account too; it was stopped.',
  'pairing-approved': 'You approved a new passkey on another device.',
  'pairing-denied': 'You denied another device.',
  'pairing-reported': 'You reported a request.',
  'pairing-ended': 'A request of another device ended.',
  'pairing-code-reused': 'A code was used a second time, and refused.',
  'pairing-locked': 'Codes got mixed up, so approving was locked for a while.',
  'lock-released': 'An admin of the site ended a lock.',
  'admin-granted': 'This account was made an admin of the site.',
  'admin-revoked': 'This account is no admin of the site any more.',
  'admin-entered': 'You opened the admin page.',
  'alarm-acknowledged': 'You acknowledged an alarm on the admin page.',
  'replacement-registered': 'A new passkey was created by recovery; it waited for its first sign-in.',
  'replacement-proven': 'The new passkey signed in for the first time: the recovery was done.',
  'replacement-swept': 'A new passkey was never used, and was removed.',
  'recovery-frozen': 'A recovery or an added passkey was frozen.',
  'recovery-lifted': 'A freeze was lifted.',
  'recovery-undone': 'A recovery or an added passkey was undone.',
}

/** What the owner can do something about. Both were signed by the passkey itself: no stranger brings them here. */
const REASONS = new Map([
  [
    'backup-eligibility-changed',
    'Its app changed whether the passkey can be synced. Remove that passkey, and add a new one.',
  ],
  ['counter-went-back', 'The passkey behaved as if it had been copied.'],
])

/** How the sentence of a renaming ends. */
const RENAMED: Readonly<Record<string, string>> = {
  'passkey-renamed': '',
  'passkey-renamed-by-newer': ', with a newer passkey',
}

/** What happened, in words; a word that this page is too old to know is shown as it is. */
export function activitySentence(action: string, detail: string | null = null): string {
  const names = RENAMED[action] === undefined ? null : oldAndNew(detail)
  if (names) return `A passkey was renamed from “${names[0]}” to “${names[1]}”${RENAMED[action]}.`
  const reason = action.endsWith('-refused') ? REASONS.get(detail ?? '') : undefined
  return [SENTENCES[action] ?? `${action}.`, reason].filter(Boolean).join(' ')
}

/** The names in the detail of a renaming; null where it says something else, for then the rest of the page still counts. */
function oldAndNew(detail: string | null): readonly [string, string] | null {
  try {
    const names: unknown = JSON.parse(detail ?? '')
    return Array.isArray(names) && names.length === 2 ? [String(names[0]), String(names[1])] : null
  } catch {
    return null
  }
}
