import type { Locks, NewLock } from '../../ports/locks.ts'
import { StoreAway } from '../../ports/store-away.ts'
import type { Clock } from './clock.ts'
import { createExpiringMap } from './expiring-map.ts'

const MOST_LOCKS = 50_000

/** Locks of one process. Full counts as away. */
export function memoryLocks(now: Clock): Locks {
  const locks = createExpiringMap<NewLock>({ now, most: MOST_LOCKS })
  const bySubject = createExpiringMap<string>({ now, most: 4 * MOST_LOCKS })
  const ids = new Set<string>()
  const withTime = (lock: NewLock) => ({ ...lock, leftMs: locks.leftMs(lock.id) })
  const live = () =>
    [...ids].flatMap((id) => {
      const lock = locks.get(id)
      if (!lock) ids.delete(id)
      return lock ? [withTime(lock)] : []
    })

  return {
    async add(lock, ttlMs) {
      if (ids.size >= MOST_LOCKS) live()
      if (!locks.set(lock.id, lock, ttlMs)) throw new StoreAway('memory')
      ids.add(lock.id)
      for (const subject of lock.subjects) {
        if (bySubject.leftMs(subject) < ttlMs && !bySubject.set(subject, lock.id, ttlMs))
          throw new StoreAway('memory')
      }
    },
    async leftMs(subjects) {
      return Math.max(0, ...subjects.map((subject) => bySubject.leftMs(subject)))
    },
    async list(most) {
      return live()
        .sort((one, other) => other.leftMs - one.leftMs)
        .slice(0, most)
    },
    async release(id) {
      const lock = locks.get(id)
      if (!lock) return null
      const released = withTime(lock)
      locks.delete(id)
      ids.delete(id)
      for (const subject of lock.subjects) {
        if (bySubject.get(subject) === id) bySubject.delete(subject)
      }
      return released
    },
  }
}
