import type { AuditAction } from '../../shared/audit.ts'
import type { AuditEntry } from '../audit/audit-entry.ts'
import { EVENTS, type EventFields, type EventType } from './event-types.ts'

/** An event that is to be written, without what the database adds. */
export interface NewEvent {
  readonly type: EventType
  readonly accountId: string | null
  readonly says: Readonly<Partial<EventFields>>
}

type Told = EventType | null | ((entry: AuditEntry) => readonly EventType[])

/** Of which events the site is told when an action is written into the audit. Null: of none. */
const TOLD: Readonly<Record<AuditAction, Told>> = {
  'account-created': 'account.created',
  'signed-in': null,
  'signed-out': null,
  'sign-in-refused': null,
  'step-up-refused': null,
  'session-ended': null,
  'account-exported': null,
  'account-renamed': 'account.renamed',
  'account-name-restored': 'account.name_restored',
  'account-deletion-scheduled': 'account.deletion_scheduled',
  'account-deletion-cancelled': 'account.deletion_cancelled',
  'account-deleted': 'account.deleted',
  'passkey-added': 'passkey.added',
  'passkey-renamed': null,
  'passkey-renamed-by-newer': null,
  'passkey-set-aside': 'passkey.suspended',
  'passkey-removed': 'passkey.removed',
  'passkey-scheduled': 'passkey.removal_scheduled',
  'passkey-unscheduled': 'passkey.removal_cancelled',
  'passkey-suspended': 'passkey.suspended',
  'passkey-kept': null,
  'passkey-restored': 'passkey.restored',
  'counter-regressed': null,
  'address-asked': 'address.added',
  'address-forgotten': 'address.removed',
  'address-added': 'address.confirmed',
  'address-counts': 'address.counts',
  'address-scheduled': 'address.removal_scheduled',
  'address-kept': 'address.removal_cancelled',
  'address-removed': 'address.removed',
  'mail-undelivered': null,
  'lock-released': null,
  'admin-granted': null,
  'admin-revoked': null,
  'admin-entered': null,
  'alarm-acknowledged': null,
  'event-replayed': null,
  'recovery-proof-added': ({ proof }) => [
    proof?.first ? 'recovery.begun' : 'recovery.proof_added',
    ...(proof?.until ? (['recovery.on_hold'] as const) : []),
  ],
  'recovery-paused': 'recovery.paused',
  'recovery-ended': ({ detail }) => [detail === 'denied' ? 'recovery.vetoed' : 'recovery.ended'],
  'recovery-registered': 'recovery.registered',
  'recovery-proven': 'recovery.done',
  'recovery-lapsed': 'recovery.lapsed',
  'recovery-frozen': 'recovery.frozen',
  'recovery-lifted': 'recovery.unfrozen',
  'recovery-undone': 'recovery.undone',
  'changes-stopped': 'account.changes_stopped',
  'pairing-claimed': 'recovery.begun',
  'pairing-second-claimant': null,
  'pairing-approved': 'recovery.approved',
  'pairing-denied': 'recovery.denied',
  'pairing-reported': 'recovery.reported',
  'pairing-code-reused': null,
  'pairing-locked': 'lock.set',
  'backup-codes-made': ({ detail }) => [detail === 'now' ? 'method.on' : 'method.on_scheduled'],
  'backup-codes-renewed': ({ detail }) => [detail === 'now' ? 'method.on' : 'method.on_scheduled'],
  'backup-codes-saved': null,
  'backup-codes-counting': 'method.on',
  'backup-codes-off-scheduled': 'method.off_scheduled',
  'backup-codes-off': 'method.off',
  'backup-codes-dropped': 'method.change_cancelled',
  // The others of the set still work.
  'backup-codes-voided': null,
  'backup-codes-kept': 'method.change_cancelled',
  'backup-code-tried': null,
  'backup-code-refused': null,
  'email-recovery-on-scheduled': 'method.on_scheduled',
  'email-recovery-on': 'method.on',
  'email-recovery-off-scheduled': 'method.off_scheduled',
  'email-recovery-off': 'method.off',
  'email-recovery-kept': 'method.change_cancelled',
  'contact-named': null,
  'contact-agreed': 'method.on_scheduled',
  'contact-counts': 'method.on',
  'contact-end-scheduled': turnOfContacts,
  'contact-kept': turnOfContacts,
  'contact-ended': turnOfContacts,
  'vouching-agreed': null,
  'vouching-ended': null,
  vouched: null,
  // Strangers can cause these again and again.
  'contact-denied': null,
  'email-code-asked': null,
  'email-code-refused': null,
  'case-opened': null,
  // Of these, one entry is about the account, and one about the supporter.
  'case-approved': 'case.approved',
  'case-confirmed': null,
  'case-code-mailed': null,
  'case-closed': 'case.closed',
  'case-rejected': null,
  'case-ended': null,
  // What it ended or undid is an event of its own.
  'case-taken-back': null,
  'case-vouched': null,
  'assisted-on-scheduled': 'method.on_scheduled',
  'assisted-on': 'method.on',
  'assisted-off-scheduled': 'method.off_scheduled',
  'assisted-off': 'method.off',
  'assisted-kept': 'method.change_cancelled',
  'operator-link-made': null,
  'operator-link-voided': null,
}

/** One who didn't count was only on the way to it. Of those who count, only the last takes the way back along. */
function turnOfContacts({ contacts }: AuditEntry): readonly EventType[] {
  if (contacts?.ended === 'waiting') return ['method.change_cancelled'] // [N20]
  if (!contacts || contacts.was === contacts.is) return [] // [N20]
  return [TURNED[contacts.is]]
}

const TURNED = { off: 'method.off', ending: 'method.off_scheduled', on: 'method.change_cancelled' } as const

/** The events of an entry, in this order. */
export function eventsOf(entry: AuditEntry): readonly NewEvent[] {
  const told = TOLD[entry.action]
  const types = typeof told === 'function' ? told(entry) : told === null ? [] : [told]
  return types.map((type) => ({ type, accountId: entry.accountId, says: saysOf(type, entry) }))
}

function saysOf(type: EventType, entry: AuditEntry): Partial<EventFields> {
  const all: EventFields = {
    recoveryId: entry.recoveryId ?? null,
    passkeyId: entry.credentialId ?? null,
    method: methodOf(entry),
    cause: entry.detail || null,
    until: entry.proof?.until ? new Date(entry.proof.until).toISOString() : null,
    kind: '',
    figure: null,
  }
  return Object.fromEntries(EVENTS[type].map((field) => [field, all[field]]))
}

function methodOf({ action, detail }: AuditEntry): string {
  if (action === 'pairing-claimed') return 'pairing'
  if (action === 'recovery-proof-added') return detail ?? ''
  if (action.startsWith('contact-')) return 'contact'
  if (action.startsWith('assisted-')) return 'assisted'
  return action.startsWith('email-') ? 'email' : 'backup-code'
}
