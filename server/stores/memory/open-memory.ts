import type { VolatileStores } from '../volatile-stores.ts'
import { memoryAlarmLog } from './alarm-log.ts'
import { type Clock, monotonicClock } from './clock.ts'
import type { Counted } from './expiring-map.ts'
import { memoryFigures } from './figures.ts'
import { memoryLimiter } from './limiter.ts'
import { memoryLivePages } from './live-pages.ts'
import { memoryLocks } from './locks.ts'
import { memoryMarks } from './marks.ts'
import { memoryNodes } from './nodes.ts'
import { memoryPairingStore } from './pairing-store.ts'
import { memorySurroundings } from './surroundings.ts'

/** Stores in the memory of one process. What is not in SQL is lost when the process ends. */
export function openMemory(now: Clock = monotonicClock): VolatileStores & Counted {
  const openedAt = now()
  const pairings = memoryPairingStore(now)
  const livePages = memoryLivePages(now)
  const limiter = memoryLimiter(now)
  const marks = memoryMarks(now)
  const locks = memoryLocks(now)
  return {
    pairings,
    livePages,
    limiter,
    marks,
    locks,
    surroundings: memorySurroundings({ pairings, locks, marks, livePages, limiter }, now),
    held: () =>
      Object.assign({}, ...[pairings, livePages, limiter, marks, locks].map((store) => store.held())),
    figures: memoryFigures(now),
    alarmLog: memoryAlarmLog(now),
    nodes: memoryNodes(now),
    storeAge: { ageMs: async () => now() - openedAt },
    ping: async () => {},
    forgets: async () => null,
    close: async () => {},
  }
}
