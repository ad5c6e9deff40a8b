import type { Logger } from 'pino'
import type { WarningKind } from '../../shared/admin.ts'
import type { Announcer } from '../events/announcer.ts'
import { UNDO_MS, UNPROVEN_MS } from '../recovery/lifetimes.ts'
import type { Retention } from '../stores/sql/forget.ts'
import type { SqlStores } from '../stores/sql/open-sql.ts'
import { again } from '../warnings/again.ts'
import type { Careful } from '../warnings/careful.ts'
import type { Warnings } from '../warnings/warnings.ts'

const EVERY_MS = 60_000

interface CleanupDeps {
  readonly sql: Pick<
    SqlStores,
    | 'accounts'
    | 'recoveries'
    | 'slowRecoveries'
    | 'backupCodes'
    | 'acts'
    | 'addresses'
    | 'methodSwitches'
    | 'contacts'
    | 'outbox'
    | 'events'
    | 'forget'
  >
  readonly announcer: Announcer
  readonly retention: Retention
  readonly log: Logger
  readonly warnings: Warnings
  readonly careful: Careful
}

/** Cleans up SQL once a minute on every node. Several nodes may do it at once. Returns a function that stops it. */
export function keepClean({ sql, announcer, retention, log, warnings, careful }: CleanupDeps): () => void {
  const stopping = new AbortController()
  const keep = (what: string, kind: WarningKind, says: string, work: () => Promise<void>) =>
    again(careful, EVERY_MS, what, () =>
      work().then(
        () => warnings.end(kind),
        (err: unknown) => warnings.begin(kind, says, err),
      ),
    )
  const stops = [
    keep('a sweep', 'cleanup', 'Scheduled work is not being done. Rekey tries again every minute.', sweep),
    // Runs by itself: deleting the rows of years takes long, and the undo deadlines must not wait for it.
    keep(
      'forgetting',
      'forgetting',
      'Expired data is not being removed. Rekey tries again every minute.',
      () => sql.forget(retention, stopping.signal),
    ),
  ]
  return () => {
    for (const stop of stops) stop()
    stopping.abort()
  }

  /** What fails is tried again the next time, and does not stop the rest. */
  async function sweep(): Promise<void> {
    const failures: unknown[] = []
    const failed = (err: unknown) => void failures.push(err)
    const swept = await sql.recoveries.sweep(UNPROVEN_MS, failed)
    for (const { accountId, endedSessions } of await sql.acts.carryOut(UNDO_MS, failed)) {
      announcer.sessionsEnded(endedSessions)
      announcer.accountChanged(accountId)
    }
    for (const accountId of await sql.slowRecoveries.sweep(failed)) announcer.accountChanged(accountId)
    for (const accountId of await sql.backupCodes.carryOut(failed)) announcer.accountChanged(accountId)
    if (swept.unproven + swept.abandoned + swept.retired > 0)
      log.info(
        swept,
        'Removed passkeys that were not proven, were retired, or were frozen with nobody left to decide.',
      )
    for (const accountId of await sql.addresses.carryOut(failed)) announcer.accountChanged(accountId)
    for (const accountId of await sql.methodSwitches.carryOut(failed)) announcer.accountChanged(accountId)
    for (const { accountId, endedSessions } of await sql.accounts.changes.carryOut(failed)) {
      announcer.sessionsEnded(endedSessions)
      announcer.accountChanged(accountId)
    }
    for (const accountId of await sql.contacts.carryOut(failed)) announcer.accountChanged(accountId)
    await sql.outbox.giveUpLate()
    await sql.events.endLate()
    if (failures.length > 0) throw failures[0]
  }
}
