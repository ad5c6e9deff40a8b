import type { Admission, LiveCaps, LivePage, LivePages } from '../../server/methods/pairing/live-pages.ts'
import type { Marks } from '../../server/methods/pairing/risk/marks.ts'
import type { VolatileStores } from '../../server/stores/volatile-stores.ts'
import type { PairingId } from '../../shared/ids.ts'
import type { DualReason } from '../../shared/pairing.ts'

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

/** Live pages, and how a look around admits them and counts those of a network. */
export interface SeenPages extends LivePages {
  admit(page: LivePage, caps: LiveCaps, ttlMs: number, older?: PairingId): Promise<Admission | null>
  countOn(network: string): Promise<number>
}

export function seenPages({ livePages, surroundings }: Stores): SeenPages {
  return {
    ...livePages,
    admit: async (page, caps, ttlMs, older) =>
      (await surroundings.read({ admit: { page, caps, ttlMs, older } })).admission,
    countOn: async (liveOn) => (await surroundings.read({ liveOn })).livePages,
  }
}
