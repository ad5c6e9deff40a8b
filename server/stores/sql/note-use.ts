import type { PasskeyUse } from '../../passkeys/record-use.ts'
import type { CounterWentBack } from '../../sessions/session-store.ts'
import { writeAudit } from './audit.ts'
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
 * must be. With a use, it also compares and writes the counter. Where the answer is not `true`, the caller rolls back.
 */
export async function changeByUse(
  tx: Queries,
  use: PasskeyUse | undefined,
  change: (noted: NotedUse | null) => Promise<readonly unknown[]>,
): Promise<boolean | CounterWentBack> {
  const isFound = async (found: Promise<readonly unknown[]>) => (await found).length > 0
  if (use && (await isFound(change(noted(use))))) return true
  if (!(await isFound(change(null)))) return false
  if (!use) return true
  if (!use.mayGoBack) return 'counter-went-back' // [W16]
  await writeAudit(tx, use.wentBack)
  return true
}
