import type { PairingId } from '../../../shared/ids.ts'

export interface LivePage {
  readonly id: PairingId
  /** Keyed hash of the /32 or /64. */
  readonly network: string
  /** Keyed hash of the /48, or null for IPv4. */
  readonly wideNetwork: string | null
}

export interface LiveCaps {
  readonly perNetwork: number
  readonly perWideNetwork: number
  readonly perDeployment: number
  /** The last places of the deployment, kept for networks that hold none. */
  readonly reserved: number
}

/** The states in which a page is live. */
export const PAGE_STATES = ['open', 'claimed', 'matched', 'approved'] as const

export type PageState = (typeof PAGE_STATES)[number]

export type Admission = 'admitted' | 'network-full' | 'deployment-full'

/**
 * The set of live pages, scored by expiry so that nothing has to be counted down. They are admitted by whoever looks
 * around, in the same step. Throws StoreAway.
 */
export interface LivePages {
  /** Notes the state of a page that was admitted, and how long it is live from now; else nothing. */
  keep(page: LivePage, state: PageState, ttlMs: number): Promise<void>
  leave(page: LivePage): Promise<void>
  /** How many pages are live in the whole deployment. */
  count(): Promise<number>
  countByState(): Promise<Readonly<Record<PageState, number>>>
}
