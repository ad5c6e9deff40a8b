import type { AlarmLog } from './alarm-log.ts'
import type { Figures } from './figures.ts'
import type { Limiter } from './limiter.ts'
import type { LivePages } from './live-pages.ts'
import type { Locks } from './locks.ts'
import type { Marks } from './marks.ts'
import type { Nodes } from './nodes.ts'
import type { PairingStore } from './pairing-store.ts'
import type { StoreAge } from './store-age.ts'

/** Everything that lives for minutes and may be forgotten: in Redis, or in the memory of one process. */
export interface VolatileStores {
  readonly pairings: PairingStore
  readonly livePages: LivePages
  readonly limiter: Limiter
  readonly marks: Marks
  readonly locks: Locks
  readonly figures: Figures
  readonly alarmLog: AlarmLog
  readonly nodes: Nodes
  readonly storeAge: StoreAge
  /** Resolves when the store answers. Throws StoreAway. */
  ping(): Promise<void>
  /** A sentence where it throws out what it holds before its time, when it is full; else null. Throws StoreAway. */
  forgets(): Promise<string | null>
  close(): Promise<void>
}
