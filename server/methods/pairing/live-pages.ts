import type { PairingId } from '../../../shared/ids.ts'

/** A page that takes a place. */
export interface LivePage {
  readonly id: PairingId
  /** Keyed hash of the IPv4 address or the /64; of a hidden network, see page-network.ts. */
  readonly network: string
  /** Keyed hash of the /48, or null for IPv4. */
  readonly wideNetwork: string | null
}

/** How many pages may be live. */
export interface LiveCaps {
  readonly perNetwork: number
  readonly perWideNetwork: number
  readonly perDeployment: number
  /** How many of the deployment's places are kept for networks that hold none. */
  readonly reserved: number
}

/** The states in which a page is live. */
export const PAGE_STATES = ['open', 'claimed', 'matched', 'approved'] as const

/** A state in which a page is live. */
export type PageState = (typeof PAGE_STATES)[number]

/** Whether a page got a place, and if not, what is full. */
export type Admission = 'admitted' | 'network-full' | 'deployment-full'

/**
 * The set of live pages. It is sorted by expiry, so nothing has to be counted down. A page is admitted in the step
 * that reads its surroundings; see SurroundingsStore. All throw StoreAway.
 */
export interface LivePages {
  /**
   * Notes the state of a page that was admitted, and how long it is live from now, in milliseconds. Does nothing
   * for any other page.
   */
  keep(page: LivePage, state: PageState, ttlMs: number): Promise<void>
  leave(page: LivePage): Promise<void>
  /** How many pages are live in the whole deployment. */
  count(): Promise<number>
  countByState(): Promise<Readonly<Record<PageState, number>>>
}
