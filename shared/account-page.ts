import type { AccountChangeRows } from './account-changes.ts'
import type { Addresses } from './addresses.ts'
import type { AuditAction } from './audit.ts'
import type { CredentialId, RecoveryId, SessionId, UserHandle } from './ids.ts'
import type { Health, Readiness } from './readiness.ts'
import type { ArrivalMethod } from './recovery.ts'
import type { UnderWayRow } from './slow-recovery.ts'

// What the account page shows, and where else rows of it are shown.

/** A passkey of the account by its name. */
export interface NamedPasskey {
  readonly id: CredentialId
  readonly name: string
}

/** What holds a passkey: a password manager that syncs it, or one thing. */
export type PasskeyKind = 'cloud' | 'phone' | 'computer' | 'security-key'

export interface PasskeyRow {
  readonly id: CredentialId
  readonly name: string
  /** The name of its maker, whatever its owner calls it. Null if the maker doesn't say. */
  readonly maker: string | null
  readonly kind: PasskeyKind
  readonly createdAt: number
  readonly lastUsedAt: number | null
  readonly status: 'unproven' | 'active' | 'suspended' | 'frozen'
  readonly probationUntil: number | null
  /** Until then its arrival can be undone, so it may not change older passkeys. Null if it may. */
  readonly youngUntil: number | null
  /**
   * Set while it is `suspended`: since when, by which passkey if that is known, and when it is removed for good, if
   * it is.
   */
  readonly setAside: {
    readonly at: number | null
    readonly by: NamedPasskey | null
    readonly leavesAt: number | null
  } | null
  /** The passkeys that it added or approved and that can still be undone. Reporting it stolen stops them. */
  readonly brought: readonly (NamedPasskey & { readonly method: ArrivalMethod; readonly at: number })[]
  /** What it called lost or stolen and still waits to retire, soonest first. Until then it doesn't remove itself. */
  readonly retires: readonly { readonly target: NamedPasskey; readonly dueAt: number }[]
  /** Two proofs called it lost or stolen: until it retires, it changes nothing. */
  readonly calledOut: boolean
  /** It began this session. */
  readonly current: boolean
  readonly boundDevice: string
  readonly boundNetwork: string
}

export interface SessionRow {
  readonly id: SessionId
  readonly device: string
  readonly network: string
  readonly createdAt: number
  readonly lastSeenAt: number
  readonly current: boolean
  /** The passkey that began it, while the account has it. */
  readonly by: NamedPasskey | null
}

export interface ActivityRow {
  readonly action: AuditAction
  readonly at: number
  readonly device: string | null
  readonly network: string | null
  readonly detail: string | null
}

/** News about security. Several events of one kind can be one row. */
export interface NewsRow extends ActivityRow {
  /** How often it happened, counted up to 1,000. `at` is the last time. */
  readonly count: number
  /** When it first happened. */
  readonly since: number
}

/**
 * How a passkey came to the account: by a recovery, or added on the account page. Listed as long as it can be undone.
 */
export interface RecoveryRow {
  readonly id: RecoveryId
  readonly method: ArrivalMethod
  readonly state: 'done' | 'frozen'
  readonly device: string
  readonly network: string
  readonly place: string | null
  readonly doneAt: number
  readonly undoUntil: number
  /** The passkey that was retired, if one was. */
  readonly retired: NamedPasskey | null
  readonly added: NamedPasskey
  /** The passkey that approved or added it, if one did. */
  readonly by: NamedPasskey | null
  /** The passkey that froze it. This one lifts the freeze, or an older one. Null unless it is frozen. */
  readonly frozenBy: NamedPasskey | null
  /** When it goes on by itself. Null if that waits for a decision, and unless it is frozen. */
  readonly frozenUntil: number | null
  /** When it is undone unless a passkey has decided. Null if it goes on by itself or is a tie, and unless it is frozen. */
  readonly decideUntil: number | null
  /** It came by proofs that outweigh one passkey: that can only pause it. */
  readonly outweighs: boolean
  /**
   * Why the passkey that began this session can do nothing about it, though it's older. `pause-used-up`: it has paused it
   * once. `called-out`: a recovery called that passkey lost or stolen.
   */
  readonly cannotStop: 'pause-used-up' | 'called-out' | null
  /** This session was begun with the passkey that arrived, which may not judge its own arrival. */
  readonly own: boolean
}

/**
 * A scheduled removal, because the passkey that asked for it was too new. An older passkey can cancel it, unless it's
 * outweighed.
 */
export interface ScheduledRow {
  readonly id: string
  readonly target: NamedPasskey
  readonly by: NamedPasskey
  readonly madeAt: number
  readonly dueAt: number
  /** The passkey that asked came by proofs that outweigh one passkey: only that one can cancel it. */
  readonly outweighs: boolean
  /** This session was begun with the passkey that asked. */
  readonly own: boolean
}

export interface AccountPage {
  readonly name: string
  readonly userHandle: UserHandle
  readonly rpId: string
  /** The account has the admin role. The page links to the console, which checks the role again. */
  readonly admin: boolean
  readonly probationUntil: number | null
  readonly passkeys: readonly PasskeyRow[]
  readonly sessions: readonly SessionRow[]
  /** There are more sessions, seen less recently than these. */
  readonly moreSessions: boolean
  readonly news: readonly NewsRow[]
  /** Everything that is not news about security. */
  readonly activity: readonly ActivityRow[]
  readonly recoveries: readonly RecoveryRow[]
  /** Soonest first. */
  readonly scheduled: readonly ScheduledRow[]
  /** Recoveries without another device that are under way. */
  readonly underWay: readonly UnderWayRow[]
  readonly changes: AccountChangeRows
  readonly readiness: Readiness
  readonly health: Health
  readonly addresses: Addresses
}
