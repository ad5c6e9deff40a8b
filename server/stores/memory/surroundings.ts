import type { Limiter } from '../../limits/limiter.ts'
import type { PairingStore } from '../../methods/pairing/pairing-store.ts'
import type { SurroundingsStore } from '../../methods/pairing/risk/surroundings-store.ts'
import type { Clock } from './clock.ts'
import type { memoryLivePages } from './live-pages.ts'
import type { memoryLocks } from './locks.ts'
import type { memoryMarks } from './marks.ts'

interface Parts {
  readonly pairings: Pick<PairingStore, 'addHints' | 'hints'>
  readonly locks: Pick<ReturnType<typeof memoryLocks>, 'leftMs'>
  readonly marks: Pick<ReturnType<typeof memoryMarks>, 'of'>
  readonly livePages: Pick<ReturnType<typeof memoryLivePages>, 'countOn'>
  readonly limiter: Pick<Limiter, 'usage'>
}

/** What is around a page, from the other stores of this process. */
export function memorySurroundings(parts: Parts, now: Clock): SurroundingsStore {
  const { pairings, locks, marks, livePages, limiter } = parts
  const openedAt = now()

  return {
    async read({ file, hints = [], locks: locked = [], marks: marked = [], liveOn, age, budgets = [] }) {
      if (file) await pairings.addHints(file.id, [file])
      const found = hints.map(async ({ index, most }) => [index, await pairings.hints(index, most)] as const)
      const spent = await Promise.all(budgets.map(({ rule, key }) => limiter.usage({ name: rule }, key)))
      return {
        now: now(),
        storeAgeMs: age ? now() - openedAt : 0,
        hints: new Map(await Promise.all(found)),
        lockedMs: await locks.leftMs(locked),
        marks: new Map(marked.map((subject) => [subject, marks.of(subject)])),
        livePages: liveOn === undefined ? 0 : livePages.countOn(liveOn),
        spent: spent.reduce((sum, usage) => sum + usage.spent, 0),
      }
    },
  }
}
