import type { Logger } from 'pino'
import type { Figures } from '../limits/figures.ts'
import type { StoreAge } from '../limits/store-age.ts'
import { createStoreNewness, type StoreNewness } from '../limits/store-newness.ts'
import { createTally, type Tally } from '../limits/tally.ts'
import { createClientAddress, type ForwardingHeader, type TrustProxy } from '../requests/client-address.ts'
import { createPeerAddresses, type PeerAddresses } from '../requests/peer-addresses.ts'
import { createPeerNetwork, type PeerNetwork } from '../requests/peer-network.ts'
import { noPlaces, openPlaceFile } from '../requests/places/place-file.ts'
import { createProxyCheck, type ProxyCheck } from '../requests/proxy-check.ts'
import {
  createReadRequestContext,
  type ReadRequestContext,
  type RequestContextDeps,
} from '../requests/request-context.ts'
import { type Careful, createCareful } from '../warnings/careful.ts'
import { createReachCheck, type ReachCheck } from '../warnings/reach-check.ts'
import { createWarnings, type Warnings } from '../warnings/warnings.ts'

export interface Observations {
  readonly warnings: Warnings
  readonly careful: Careful
  readonly tally: Tally
  readonly newness: StoreNewness
  readonly proxyCheck: ProxyCheck
  readonly peerAddresses: PeerAddresses
  readonly peerNetwork: PeerNetwork
  readonly readContext: ReadRequestContext
  readonly reach: ReachCheck
}

export interface ObserveOptions extends Pick<RequestContextDeps, 'cookies' | 'browserTag'> {
  readonly publicUrl: string
  readonly trustProxy: TrustProxy
  readonly proxyHeader: ForwardingHeader
  /** Null: places are not known. */
  readonly geoipFile: string | null
}

interface ObservedStores {
  readonly fast: { readonly figures: Figures; readonly storeAge: StoreAge }
  readonly sql: { ageMs(): Promise<number> }
}

/** Connects everything that observes: where clients come from, how old the stores are, and the figures for admins. */
export async function observe(
  { publicUrl, trustProxy, proxyHeader, geoipFile, cookies, browserTag }: ObserveOptions,
  { fast, sql }: ObservedStores,
  log: Logger,
): Promise<Observations> {
  const warnings = createWarnings(log)
  const careful = createCareful(log, warnings)
  const bornAgoMs = await sql.ageMs()
  const startedAt = performance.now()
  const proxyCheck = createProxyCheck(log, proxyHeader)
  const peerAddresses = createPeerAddresses()
  const findPlace = geoipFile === null ? noPlaces : await openPlaceFile(geoipFile, { warnings, careful })
  return {
    warnings,
    careful,
    tally: createTally(fast.figures, warnings, careful),
    reach: createReachCheck(log, warnings, publicUrl),
    newness: createStoreNewness(() => bornAgoMs + performance.now() - startedAt),
    proxyCheck,
    peerAddresses,
    peerNetwork: createPeerNetwork(trustProxy, peerAddresses.of),
    readContext: createReadRequestContext({
      clientAddress: createClientAddress({ trustProxy, header: proxyHeader, peerOf: peerAddresses.of }),
      findPlace,
      notice: proxyCheck,
      cookies,
      browserTag,
    }),
  }
}
