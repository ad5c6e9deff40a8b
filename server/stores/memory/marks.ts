import { DUAL_REASONS, type DualReason } from '../../../shared/pairing.ts'
import { StoreAway } from '../../errors/store-away.ts'
import type { Marks } from '../../methods/pairing/risk/marks.ts'
import type { Clock } from './clock.ts'
import { type Counted, createExpiringMap } from './expiring-map.ts'

const MOST_MARKS = 200_000

/** Marks of one process. If they are full, they count as away. */
export function memoryMarks(now: Clock): Marks & Counted & { of(subject: string): readonly DualReason[] } {
  const marks = createExpiringMap<true>({ now, most: MOST_MARKS })
  const keyOf = (subject: string, reason: DualReason) => `${reason} ${subject}`

  return {
    held: () => ({ marks: marks.count() }),
    async set(subjects, reason, ttlMs) {
      for (const subject of subjects) {
        const key = keyOf(subject, reason)
        if (!marks.set(key, true, Math.max(ttlMs, marks.leftMs(key)))) throw new StoreAway('memory')
      }
    },
    of: (subject) => DUAL_REASONS.filter((reason) => marks.get(keyOf(subject, reason))),
  }
}
