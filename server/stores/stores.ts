import type { FanOut } from './redis/fan-out.ts'
import type { SqlStores } from './sql/open-sql.ts'
import type { VolatileStores } from './volatile-stores.ts'

/** All stores of a deployment, open. */
export interface Stores {
  readonly sql: SqlStores
  readonly fast: VolatileStores
  /** Connections for announcements between processes; null if there is only one process. */
  readonly fanOut: FanOut | null
  close(): Promise<void>
}
