import type { LivePages } from '../../server/methods/pairing/live-pages.ts'
import type { Marks } from '../../server/methods/pairing/risk/marks.ts'
import type { VolatileStores } from '../../server/stores/volatile-stores.ts'
import type { DualReason } from '../../shared/reasons.ts'

type Stores = Pick<VolatileStores, 'livePages' | 'marks' | 'surroundings'>

/** Marks, and how a look around reads them. */
export interface SeenMarks extends Marks {
  read(subjects: readonly string[]): Promise<readonly DualReason[]>
}

export function seenMarks({ marks, surroundings }: Stores): SeenMarks {
  return {
    set: marks.set,
    async read(subjects) {
      const around = await surroundings.read({ marks: subjects })
      return [...new Set([...around.marks.values()].flat())]
    },
  }
}

/** Live pages, and how a look around counts those of a network. */
export interface SeenPages extends LivePages {
  countOn(network: string): Promise<number>
}

export function seenPages({ livePages, surroundings }: Stores): SeenPages {
  return {
    ...livePages,
    countOn: async (liveOn) => (await surroundings.read({ liveOn })).livePages,
  }
}
