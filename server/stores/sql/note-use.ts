import type { PasskeyUse } from '../../passkeys/record-use.ts'
import type { CounterWentBack } from '../../sessions/session-store.ts'
import { writeAudit } from './audit.ts'
import { builtOnce } from './built-once.ts'
import type { Queries } from './database.ts'

/** What a use of a passkey writes to its row, if the counter there is below `below`. */
export interface NotedUse {
  readonly counter: number
  readonly backedUp: number
  readonly below: number
}

/** The counter must rise. A counter of 0 comes from an authenticator that keeps none. It is right only after 0. */
export function noted({ counter, backedUp }: Pick<PasskeyUse, 'counter' | 'backedUp'>): NotedUse {
  return { counter, backedUp: Number(backedUp), below: Math.max(counter, 1) }
}

/**
 * Changes a passkey together with a use of it. `change` is one statement, and gives no row if the passkey is not as it
 * must be. With a use, it also compares and writes the counter.
 */
export async function changeByUse(
  tx: Queries,
  id: string,
  use: PasskeyUse | undefined,
  change: (noted: NotedUse | null) => Promise<readonly unknown[]>,
): Promise<boolean | CounterWentBack> {
  const isFound = async (found: Promise<readonly unknown[]>) => (await found).length > 0
  if (!use) return isFound(change(null))
  if (await isFound(change(noted(use)))) return true
  const [stored] = await counterOf(tx, { id })
  if (!stored || stored.counter < noted(use).below) return false
  if (!use.mayGoBack) return 'counter-went-back' // [W16]
  await writeAudit(tx, use.wentBack)
  return isFound(change(null))
}

const counterOf = builtOnce(({ db }, { id }: { id: string }) =>
  db.selectFrom('credentials').select('counter').where('id', '=', id),
)
