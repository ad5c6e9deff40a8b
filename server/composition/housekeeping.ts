import type { Logger } from 'pino'
import type { Lifetimes } from '../pairing/lifetimes.ts'
import type { SqlStores } from '../stores/sql/open-sql.ts'
import type { Warnings } from '../warnings/warnings.ts'

const EVERY_MS = 60_000

/** Sweeps SQL once a minute on every node; each sweep is safe beside another. Returns how to stop. */
export function keepHouse(
  { recoveries, forgetExpired }: SqlStores,
  lives: Lifetimes,
  log: Logger,
  warnings: Warnings,
): () => void {
  const timer = setInterval(() => {
    sweep().then(
      () => warnings.end('housekeeping'),
      (err: unknown) =>
        warnings.begin(
          'housekeeping',
          'What has expired is not removed; each minute it is tried again.',
          err,
        ),
    )
  }, EVERY_MS)
  return () => clearInterval(timer)

  async function sweep(): Promise<void> {
    const swept = await recoveries.sweep(lives.proof)
    await forgetExpired()
    if (swept.unproven + swept.retired > 0) log.info(swept, 'Removed unproven and retired passkeys.')
  }
}
