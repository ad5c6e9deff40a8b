import type { Logger } from 'pino'
import type { Lifetimes } from '../pairing/lifetimes.ts'
import type { Announcer } from '../ports/announcer.ts'
import { UNDO_MS } from '../recovery/lifetimes.ts'
import type { Retention } from '../stores/sql/forget.ts'
import type { SqlStores } from '../stores/sql/open-sql.ts'
import { again } from '../warnings/again.ts'
import type { Careful } from '../warnings/careful.ts'
import type { Warnings } from '../warnings/warnings.ts'

const EVERY_MS = 60_000

export interface HouseDeps {
  readonly sql: Pick<SqlStores, 'recoveries' | 'acts' | 'forget'>
  readonly announcer: Announcer
  readonly lives: Pick<Lifetimes, 'proof'>
  readonly retention: Retention
  readonly log: Logger
  readonly warnings: Warnings
  readonly careful: Careful
}

/** Sweeps SQL once a minute on every node; each sweep is safe beside another. Returns how to stop. */
export function keepHouse({
  sql,
  announcer,
  lives,
  retention,
  log,
  warnings,
  careful,
}: HouseDeps): () => void {
  const stopping = new AbortController()
  // One with years to forget goes on alone: the next begins a minute after it has ended.
  const stop = again(careful, EVERY_MS, 'a sweep', () =>
    sweep().then(
      () => warnings.end('housekeeping'),
      (err: unknown) =>
        warnings.begin(
          'housekeeping',
          'What has expired is not removed; each minute it is tried again.',
          err,
        ),
    ),
  )
  return () => {
    stop()
    stopping.abort()
  }

  async function sweep(): Promise<void> {
    const swept = await sql.recoveries.sweep(lives.proof)
    for (const { accountId, endedSessions } of await sql.acts.carryOut(UNDO_MS)) {
      announcer.sessionsEnded(endedSessions)
      announcer.accountChanged(accountId)
    }
    await sql.forget(retention, stopping.signal)
    if (swept.unproven + swept.retired > 0) log.info(swept, 'Removed unproven and retired passkeys.')
  }
}
