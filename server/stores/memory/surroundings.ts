import type { Limiter } from '../../limits/limiter.ts'
import type { PairingStore } from '../../methods/pairing/pairing-store.ts'
import type { Around, SurroundingsStore } from '../../methods/pairing/risk/surroundings-store.ts'
import type { Clock } from './clock.ts'
import type { memoryLivePages } from './live-pages.ts'
import type { memoryLocks } from './locks.ts'
import type { memoryMarks } from './marks.ts'

interface Parts {
  readonly pairings: Pick<PairingStore, 'addHints' | 'hints'>
  readonly locks: Pick<ReturnType<typeof memoryLocks>, 'leftMs'>
  readonly marks: Pick<ReturnType<typeof memoryMarks>, 'of'>
  readonly livePages: Pick<ReturnType<typeof memoryLivePages>, 'admit' | 'countOn'>
  readonly limiter: Pick<Limiter, 'usage'>
}

const NOTHING: Omit<Around, 'now' | 'admission'> = {
  storeAgeMs: 0,
  hints: new Map(),
  lockedMs: 0,
  marks: new Map(),
  livePages: 0,
  spent: 0,
}

/** What is around a page, from the other stores of this process. */
export function memorySurroundings(parts: Parts, now: Clock): SurroundingsStore {
  const { pairings, locks, marks, livePages, limiter } = parts
  const openedAt = now()

  return {
    async read({
      admit,
      file,
      hints = [],
      locks: locked = [],
      marks: marked = [],
      liveOn,
      age,
      budgets = [],
    }) {
      const admission = admit ? livePages.admit(admit) : null
      if (admission !== null && admission !== 'admitted') return { ...NOTHING, now: now(), admission }
      if (file) await pairings.addHints(file.id, [file])
      const found = hints.map(async ({ index, most }) => [index, await pairings.hints(index, most)] as const)
      const spent = await Promise.all(budgets.map(({ rule, key }) => limiter.usage({ name: rule }, [key])))
      return {
        now: now(),
        admission,
        storeAgeMs: age ? now() - openedAt : 0,
        hints: new Map(await Promise.all(found)),
        lockedMs: await locks.leftMs(locked),
        marks: new Map(marked.map((subject) => [subject, marks.of(subject)])),
        livePages: liveOn === undefined ? 0 : livePages.countOn(liveOn),
        spent: spent.flat().reduce((sum, usage) => sum + usage.spent, 0),
      }
    },
  }
}
