import { StoreAway } from '../../errors/store-away.ts'
import type { Locks, NewLock } from '../../methods/pairing/risk/locks.ts'
import type { Clock } from './clock.ts'
import { type Counted, createExpiringMap } from './expiring-map.ts'

const MOST_LOCKS = 50_000

const byKind = ({ locked }: NewLock) => (locked.kind === 'account' ? 0 : 1)

/** Locks of one process. If they are full, they count as away. */
export function memoryLocks(now: Clock): Locks & Counted {
  const ids = new Set<string>()
  const onEnd = ({ id }: NewLock) => void ids.delete(id)
  const locks = createExpiringMap<NewLock>({ now, most: MOST_LOCKS, onEnd })
  const bySubject = createExpiringMap<readonly string[]>({ now, most: 4 * MOST_LOCKS })
  const withTime = (lock: NewLock) => ({ ...lock, leftMs: locks.leftMs(lock.id) })
  const holding = (subject: string) => (bySubject.get(subject) ?? []).filter((id) => locks.get(id))
  const live = () =>
    [...ids].flatMap((id) => {
      const lock = locks.get(id)
      return lock ? [withTime(lock)] : []
    })

  return {
    held: () => ({ locks: locks.count(), 'listed locks': ids.size, 'locked subjects': bySubject.count() }),
    async add(lock, ttlMs) {
      if (!locks.set(lock.id, lock, Math.max(ttlMs, locks.leftMs(lock.id)))) throw new StoreAway('memory')
      ids.add(lock.id)
      for (const subject of lock.subjects) {
        const held = [...new Set([...holding(subject), lock.id])]
        const heldMs = Math.max(...held.map((id) => locks.leftMs(id)))
        if (!bySubject.set(subject, held, heldMs)) throw new StoreAway('memory')
      }
    },
    async leftMs(subjects) {
      return Math.max(0, ...subjects.flatMap(holding).map((id) => locks.leftMs(id)))
    },
    async list(most) {
      return live()
        .sort((one, other) => byKind(one) - byKind(other) || other.leftMs - one.leftMs)
        .slice(0, most)
    },
    async release(id) {
      const lock = locks.get(id)
      if (!lock) return null
      const released = withTime(lock)
      // The subjects look the locks up themselves, so another lock on the same subject stays.
      locks.delete(id)
      return released
    },
  }
}
