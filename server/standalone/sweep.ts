import type { Logger } from 'pino'
import type { AccountId } from '../../shared/ids.ts'
import type { Announcer } from '../events/announcer.ts'
import { GIVEN_UP } from '../mail/keep-sending.ts'
import { UNDO_MS, UNPROVEN_MS } from '../recovery/lifetimes.ts'
import { DEAD } from '../site-events/keep-delivering.ts'
import type { SqlStores } from '../stores/sql/open-sql.ts'
import type { Warnings } from '../warnings/warnings.ts'

export interface SweepDeps {
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
  >
  readonly announcer: Pick<Announcer, 'sessionsEnded' | 'accountChanged'>
  readonly warnings: Pick<Warnings, 'begin'>
  readonly log: Pick<Logger, 'info'>
}

/**
 * Does once what time brings about. What fails is tried again the next time, and doesn't stop the rest. Throws the first
 * failure when all had their turn.
 */
export function createSweep({ sql, announcer, warnings, log }: SweepDeps): () => Promise<void> {
  const changed = (accountIds: readonly AccountId[]) => {
    for (const accountId of accountIds) announcer.accountChanged(accountId)
  }
  const ended = (all: Awaited<ReturnType<SweepDeps['sql']['acts']['carryOut']>>) => {
    for (const { accountId, endedSessions } of all) {
      announcer.sessionsEnded(endedSessions)
      announcer.accountChanged(accountId)
    }
  }
  const steps: readonly ((failed: (err: unknown) => void) => Promise<unknown>)[] = [
    async (failed) => {
      const swept = await sql.recoveries.sweep(UNPROVEN_MS, failed)
      if (swept.unproven + swept.abandoned + swept.undecided + swept.retired > 0)
        log.info(
          swept,
          'Removed passkeys that were not proven, were retired, or were frozen and nobody decided.',
        )
    },
    async (failed) => ended(await sql.acts.carryOut(UNDO_MS, failed)),
    async (failed) => changed(await sql.slowRecoveries.sweep(failed)),
    async (failed) => changed(await sql.backupCodes.carryOut(failed)),
    async (failed) => changed(await sql.addresses.carryOut(failed)),
    async (failed) => changed(await sql.methodSwitches.carryOut(failed)),
    async (failed) => ended(await sql.accounts.changes.carryOut(failed)),
    async (failed) => changed(await sql.contacts.carryOut(failed)),
    async () => {
      if ((await sql.outbox.giveUpLate()) > 0) warnings.begin('mail-given-up', GIVEN_UP) // [M47]
    },
    async () => {
      if ((await sql.events.endLate()) > 0) warnings.begin('events-dead', DEAD) // [N19]
    },
  ]
  return async () => {
    const failures: unknown[] = []
    const failed = (err: unknown) => void failures.push(err)
    for (const step of steps) await step(failed).catch(failed) // [A159]
    if (failures.length > 0) throw failures[0]
  }
}
