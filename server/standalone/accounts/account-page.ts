import type { AccountPage } from '../../../shared/account-page.ts'
import type { SessionInfo } from '../../../shared/api.ts'
import type { AccountStore } from '../../accounts/account-store.ts'
import type { AddressStore } from '../../addresses/address-store.ts'
import type { AdminStore } from '../../admin/admin-store.ts'
import type { AuditLog } from '../../audit/audit-log.ts'
import { mayDo } from '../../passkeys/authority.ts'
import { MOST_LISTED } from '../../passkeys/caps.ts'
import type { Credential } from '../../passkeys/credential.ts'
import type { PasskeyActs, ScheduledChange } from '../../passkeys/passkey-acts.ts'
import { healthOf } from '../../recovery/health.ts'
import type { ReadReadiness } from '../../recovery/method.ts'
import type { RecoveryLevel } from '../../recovery/policy.ts'
import type { RecoveryLedger } from '../../recovery/recovery-ledger.ts'
import type { UnderWay } from '../../recovery/slow/under-way.ts'
import type { Session } from '../../sessions/session.ts'
import type { SessionStore } from '../../sessions/session-store.ts'
import { accountChangeRows } from './account-change-rows.ts'
import { activityRows, newsRows } from './activity-rows.ts'
import { addressRows } from './address-rows.ts'
import { passkeyRow, sessionRow } from './passkey-rows.ts'
import { recoveryRows, scheduledRows } from './recovery-rows.ts'

interface AccountPageDeps {
  readonly rpId: string
  readonly accounts: Pick<AccountStore, 'findOwner' | 'changes'>
  readonly sessions: Pick<SessionStore, 'list'>
  readonly ledger: Pick<RecoveryLedger, 'toTell' | 'lastUsed'>
  readonly underWay: Pick<UnderWay, 'rows'>
  readonly readiness: ReadReadiness
  readonly level: RecoveryLevel
  readonly acts: Pick<PasskeyActs, 'scheduled'>
  readonly addresses: Pick<AddressStore, 'list'>
  readonly sendsMail: boolean
  readonly audit: Pick<AuditLog, 'list' | 'newestOfEach' | 'count'>
  readonly admins: Pick<AdminStore, 'standings'>
}

/** What a signed-in page is told about its account. Null if the account is gone. */
export interface AccountViews {
  page(session: Session): Promise<AccountPage | null>
  info(session: Session): Promise<SessionInfo>
}

export function createAccountViews(deps: AccountPageDeps): AccountViews {
  const { accounts, sessions, ledger, underWay, readiness, acts, addresses, audit, admins, rpId } = deps
  return {
    async page(session) {
      const { accountId } = session
      const [owner, open, toTell, scheduled, mailed, news, activity, standings, ready, lastUsed, changes] =
        await Promise.all([
          accounts.findOwner(accountId),
          sessions.list(accountId, MOST_LISTED + 1),
          ledger.toTell(accountId),
          acts.scheduled(accountId),
          addresses.list(accountId),
          newsRows(audit, accountId),
          activityRows(audit, accountId),
          admins.standings([session.id]),
          readiness(accountId),
          ledger.lastUsed(accountId),
          accounts.changes.of(accountId),
        ])
      if (!owner) return null
      const { account, passkeys } = owner
      const confirmed = mailed.filter(({ state }) => state !== 'unconfirmed')
      return {
        name: account.name,
        userHandle: account.userHandle,
        rpId,
        admin: standings.get(session.id)?.admin ?? false,
        probationUntil: probationOf(session, passkeys),
        passkeys: passkeys.flatMap((passkey) =>
          passkeyRow(passkey, session, passkeys, { undoable: toTell.undoable, scheduled }),
        ),
        sessions: listed(open, session).map((other) => sessionRow(other, session, passkeys)),
        moreSessions: open.length > MOST_LISTED,
        news,
        activity,
        addresses: { canAdd: deps.sendsMail, rows: addressRows(mailed, passkeys) },
        recoveries: recoveryRows(toTell.undoable, passkeys, session),
        scheduled: scheduledRows(scheduled, passkeys, session),
        underWay: underWay.rows(session, toTell, passkeys),
        changes: accountChangeRows(changes, passkeys),
        readiness: ready,
        health: {
          ...healthOf({
            passkeys: passkeys.map((passkey) => ({ ...passkey, leaving: isLeaving(passkey, scheduled) })),
            readiness: ready,
            level: deps.level,
            addresses: deps.sendsMail ? confirmed.length : null,
            disputedSince: toTell.disputedSince,
          }),
          lastUsed,
        },
      }
    },
    async info(session) {
      const { accountId } = session
      const [owner, toTell, scheduled, changes] = await Promise.all([
        accounts.findOwner(accountId),
        ledger.toTell(accountId),
        acts.scheduled(accountId),
        accounts.changes.of(accountId),
      ])
      if (!owner) return { signedIn: false }
      const { account, passkeys } = owner
      return {
        signedIn: true,
        name: account.name,
        probationUntil: probationOf(session, passkeys),
        cannotApprove: cannotApprove(session, passkeys),
        recoveries: recoveryRows(toTell.undoable, passkeys, session),
        scheduled: scheduledRows(scheduled, passkeys, session),
        underWay: underWay.rows(session, toTell, passkeys),
        changes: accountChangeRows(changes, passkeys),
      }
    },
  }
}

/** The session's own row is among them, however many were seen more recently. */
function listed(open: readonly Session[], own: Session): readonly Session[] {
  const shown = open.slice(0, MOST_LISTED)
  return shown.some(({ id }) => id === own.id) ? shown : [own, ...shown]
}

function isLeaving({ id }: Credential, scheduled: readonly ScheduledChange[]): boolean {
  return scheduled.some(({ credentialId }) => credentialId === id)
}

function probationOf(session: Session, passkeys: readonly Credential[]): number | null {
  const own = passkeys.find(({ id }) => id === session.credentialId)
  return own?.onProbation ? own.probationUntil : null
}

/** A device whose only passkey is on probation is told so before it scans anything. */
function cannotApprove(session: Session, passkeys: readonly Credential[]) {
  if (probationOf(session, passkeys) !== null) return 'probation'
  return passkeys.some((passkey) => mayDo(passkey, 'approve') === true) ? null : 'no-usable-passkey'
}
