import type { AllPosts } from '../../../shared/all-posts.ts'
import type { Gets } from '../../../shared/api.ts'
import type { Channels } from '../../../shared/channels.ts'
import type { ApprovingCommands, RequestingCommands } from '../../../shared/protocol.ts'

// What every entry could tell a stranger. Whoever adds one says here which it is; the types don't check without it.

/**
 * - `session`: it answers only who is signed in, and about their own account.
 * - `nothing`: nothing that is sent there belongs to anybody.
 * - `secret`: it takes what nobody guesses, and refuses all that it doesn't know in one way.
 * - `says-so`: it tells on purpose, and is limited.
 * - a test: it takes a name, an address or a code that people type, and that test shows that the answer tells nothing.
 */
type Entry = 'session' | 'nothing' | 'secret' | 'says-so' | OracleTest
type OracleTest =
  | 'no-oracle'
  | 'no-oracle-cases'
  | 'no-oracle-codes'
  | 'no-oracle-contacts'
  | 'no-oracle-mail'

export const POST_ENTRIES: Readonly<Record<keyof AllPosts, Entry>> = {
  '/api/sign-up/options': 'says-so',
  '/api/sign-up': 'secret',
  '/api/sign-in/options': 'nothing',
  '/api/sign-in': 'secret',
  '/api/sign-out': 'nothing',
  '/api/step-up': 'session',
  '/api/passkeys/options': 'session',
  '/api/passkeys': 'session',
  '/api/passkeys/rename': 'session',
  '/api/passkeys/remove': 'session',
  '/api/passkeys/restore': 'session',
  '/api/passkeys/report-stolen': 'session',
  '/api/scheduled/cancel': 'session',
  '/api/addresses': 'session',
  '/api/addresses/confirm': 'session',
  '/api/addresses/remove': 'session',
  '/api/addresses/keep': 'session',
  '/api/account/rename': 'session',
  '/api/account/restore-name': 'session',
  '/api/account/delete': 'session',
  '/api/account/keep': 'session',
  '/api/account/export': 'session',
  '/api/sessions/end': 'session',
  '/api/freeze/options': 'nothing',
  '/api/freeze': 'secret',
  '/api/recoveries/freeze': 'session',
  '/api/recoveries/lift': 'session',
  '/api/recoveries/undo': 'session',
  '/api/recoveries/stop': 'session',
  '/api/recovery/nonce': 'nothing',
  '/api/recovery/state': 'secret',
  '/api/recovery/register-options': 'secret',
  '/api/recovery/register': 'secret',
  '/api/admin/enter': 'session',
  '/api/admin/alarms/acknowledge': 'session',
  '/api/admin/locks/release': 'session',
  '/api/admin/events/replay': 'session',
  '/api/backup-codes/prove': 'no-oracle-codes',
  '/api/email/ask': 'no-oracle-mail',
  '/api/email/prove': 'no-oracle-mail',
  '/api/email-link/look': 'secret',
  '/api/email-link/show': 'secret',
  '/api/email-link/prove': 'secret',
  '/api/pause-link/look': 'secret',
  '/api/pause-link/press': 'secret',
  '/api/case/ask': 'no-oracle-cases',
  '/api/case/look': 'no-oracle-cases',
  '/api/case/prove': 'no-oracle-cases',
  '/api/cases/list': 'session',
  '/api/cases/vouch': 'session',
  '/api/cases/confirm': 'session',
  '/api/cases/reject': 'session',
  '/api/cases/end': 'session',
  '/api/operator-link/look': 'secret',
  '/api/operator-link/prove': 'secret',
  '/api/email/switch': 'session',
  '/api/assisted/switch': 'session',
  '/api/backup-codes/make': 'session',
  '/api/backup-codes/renew': 'session',
  '/api/backup-codes/saved': 'session',
  '/api/backup-codes/try': 'session',
  '/api/backup-codes/off': 'session',
  '/api/backup-codes/cancel': 'session',
  // Of somebody else, though it takes a session.
  '/api/contacts/name': 'no-oracle-contacts',
  '/api/contacts/end': 'session',
  '/api/contacts/keep': 'session',
  '/api/contacts/agree': 'session',
  '/api/contacts/decline': 'session',
  '/api/contacts/leave': 'session',
  '/api/contacts/refuse-all': 'session',
  '/api/contact/ask': 'no-oracle-contacts',
  '/api/contact/prove': 'no-oracle-contacts',
  '/api/vouch/look': 'session',
  '/api/vouch/confirm': 'session',
  '/api/vouch/deny': 'session',
  '/api/look': 'no-oracle',
}

export const GET_ENTRIES: Readonly<Record<keyof Gets, 'nothing' | 'session'>> = {
  '/api/session': 'nothing',
  '/api/account': 'session',
}

/** `commands`: open to everybody, and each command is below. */
export const CHANNEL_ENTRIES: Readonly<Record<keyof Channels, 'session' | 'commands'>> = {
  '/lost': 'commands',
  '/approve': 'session',
  '/account': 'session',
  '/admin': 'session',
}

/** `own`: about the page or the claim of this connection. Otherwise how `no-oracle` sends it. */
export const COMMAND_ENTRIES: Readonly<
  Record<keyof RequestingCommands | keyof ApprovingCommands, 'own' | { readonly by: string }>
> = {
  open: { by: ".open('replace', name)" },
  pin: { by: '.typeName(name)' },
  claim: { by: '.claim(' },
  resume: 'own',
  'new-code': 'own',
  'return-pin': 'own',
  'register-options': 'own',
  register: 'own',
  state: 'own',
  cancel: 'own',
  'renew-return-pin': 'own',
  'approve-options': 'own',
  approve: 'own',
  deny: 'own',
}
