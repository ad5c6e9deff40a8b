import type { PairingId } from '../../shared/ids.ts'

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

export type Admission = 'admitted' | 'network-full' | 'deployment-full'

/**
 * The set of live pages, scored by expiry so that nothing has to be counted down. Admission is one atomic
 * step and never evicts. Throws StoreAway.
 */
export interface LivePages {
  admit(page: LivePage, caps: LiveCaps, ttlMs: number): Promise<Admission>
  leave(page: LivePage): Promise<void>
  /** How many pages are live in the whole deployment. */
  count(): Promise<number>
}
