import {
  type Admission,
  type LivePage,
  type LivePages,
  PAGE_STATES,
  type PageState,
} from '../../methods/pairing/live-pages.ts'
import type { Asked } from '../../methods/pairing/risk/surroundings-store.ts'
import type { Clock } from './clock.ts'
import { type Counted, createExpiringMap } from './expiring-map.ts'

interface Held extends LivePage {
  readonly state: PageState
}

/** What reading the surroundings of a page asks of the live pages. */
interface LookedAt {
  admit(asked: NonNullable<Asked['admit']>): Admission
  countOn(network: string): number
}

/** The live pages of one process. */
export function memoryLivePages(now: Clock): LivePages & Counted & LookedAt {
  const held = { network: createTally(), wide: createTally(), state: createTally() }
  const count = (page: Held, step: 1 | -1) => {
    held.network.add(page.network, step)
    held.state.add(page.state, step)
    if (page.wideNetwork !== null) held.wide.add(page.wideNetwork, step)
  }
  // The cap of the deployment bounds the map, so it needs no bound of its own.
  const most = Number.POSITIVE_INFINITY
  const pages = createExpiringMap<Held>({ now, most, onEnd: (page) => count(page, -1) })

  function put(page: Held, ttlMs: number): void {
    pages.delete(page.id)
    count(page, 1)
    pages.set(page.id, page, ttlMs)
  }

  return {
    held: () => ({ 'live pages': pages.count() }),
    admit({ page, caps, ttlMs, older: olderId }) {
      const whole = pages.count()
      const older = olderId === undefined ? null : pages.get(olderId)
      const goes = older && older.state !== 'approved' ? older : null
      if (!pages.get(page.id)) {
        const own = held.network.of(page.network) - (goes?.network === page.network ? 1 : 0)
        const { wideNetwork } = page
        const freed = goes !== null && goes.wideNetwork === wideNetwork ? 1 : 0
        const wide = wideNetwork === null ? 0 : held.wide.of(wideNetwork) - freed
        if (own >= caps.perNetwork || wide >= caps.perWideNetwork) return 'network-full'
        if (whole - (goes ? 1 : 0) >= caps.perDeployment - (own > 0 ? caps.reserved : 0))
          return 'deployment-full'
      }
      if (goes) pages.delete(goes.id)
      put({ ...page, state: 'open' }, ttlMs)
      return 'admitted'
    },
    async keep(page, state, ttlMs) {
      pages.count()
      if (pages.get(page.id)) put({ ...page, state }, ttlMs)
    },
    async leave(page) {
      pages.delete(page.id)
    },
    async count() {
      return pages.count()
    },
    countOn(network) {
      pages.count()
      return held.network.of(network)
    },
    async countByState() {
      pages.count()
      const counts = PAGE_STATES.map((state) => [state, held.state.of(state)])
      return Object.fromEntries(counts) as Record<PageState, number>
    },
  }
}

function createTally() {
  const tally = new Map<string, number>()
  const of = (key: string) => tally.get(key) ?? 0
  return {
    of,
    add(key: string, step: 1 | -1) {
      const sum = of(key) + step
      if (sum > 0) tally.set(key, sum)
      else tally.delete(key)
    },
  }
}
