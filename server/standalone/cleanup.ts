import type { WarningKind } from '../../shared/admin.ts'
import type { Retention } from '../stores/sql/forget.ts'
import type { SqlStores } from '../stores/sql/open-sql.ts'
import { again } from '../warnings/again.ts'
import type { Careful } from '../warnings/careful.ts'
import type { Warnings } from '../warnings/warnings.ts'
import { createSweep, type SweepDeps } from './sweep.ts'

const EVERY_MS = 60_000

interface CleanupDeps extends SweepDeps {
  readonly sql: SweepDeps['sql'] & Pick<SqlStores, 'forget'>
  readonly retention: Retention
  readonly warnings: Warnings
  readonly careful: Careful
}

/** Cleans up SQL once a minute on every node. Several nodes may do it at once. Returns a function that stops it. */
export function keepClean({ sql, announcer, retention, log, warnings, careful }: CleanupDeps): () => void {
  const sweep = createSweep({ sql, announcer, warnings, log })
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
}
