import type { AlarmLog } from '../admin/alarm-log.ts'
import type { Nodes } from '../admin/nodes.ts'
import type { Figures } from '../limits/figures.ts'
import type { Limiter } from '../limits/limiter.ts'
import type { StoreAge } from '../limits/store-age.ts'
import type { LivePages } from '../methods/pairing/live-pages.ts'
import type { PairingStore } from '../methods/pairing/pairing-store.ts'
import type { Locks } from '../methods/pairing/risk/locks.ts'
import type { Marks } from '../methods/pairing/risk/marks.ts'
import type { SurroundingsStore } from '../methods/pairing/risk/surroundings-store.ts'

/** Everything that lives for minutes and may be forgotten: in Redis, or in the memory of one process. */
export interface VolatileStores {
  readonly pairings: PairingStore
  readonly livePages: LivePages
  readonly limiter: Limiter
  readonly marks: Marks
  readonly locks: Locks
  readonly surroundings: SurroundingsStore
  readonly figures: Figures
  readonly alarmLog: AlarmLog
  readonly nodes: Nodes
  readonly storeAge: StoreAge
  /** Resolves when the store answers. Throws StoreAway. */
  ping(): Promise<void>
  /** A sentence if the store throws out entries before their time when it is full; else null. Throws StoreAway. */
  forgets(): Promise<string | null>
  close(): Promise<void>
}
