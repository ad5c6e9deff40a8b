import type { VolatileStores } from '../../ports/volatile-stores.ts'
import { type Clock, monotonicClock } from './clock.ts'
import { memoryFigures } from './figures.ts'
import { memoryLimiter } from './limiter.ts'
import { memoryLivePages } from './live-pages.ts'
import { memoryLocks } from './locks.ts'
import { memoryMarks } from './marks.ts'
import { memoryPairingStore } from './pairing-store.ts'

/** Stores in the memory of this process, for one process: what is not in SQL ends with it. */
export function openMemory(now: Clock = monotonicClock): VolatileStores {
  const openedAt = now()
  return {
    pairings: memoryPairingStore(now),
    livePages: memoryLivePages(now),
    limiter: memoryLimiter(now),
    marks: memoryMarks(now),
    locks: memoryLocks(now),
    figures: memoryFigures(now),
    storeAge: { ageMs: async () => now() - openedAt },
    ping: async () => {},
    close: async () => {},
  }
}
