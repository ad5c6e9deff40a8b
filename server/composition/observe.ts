import type { Logger } from 'pino'
import type { Config } from '../config/config.ts'
import { noPlaces, openPlaceFile } from '../places/place-file.ts'
import { createClientAddress } from '../throttle/client-address.ts'
import { createPeerAddresses, type PeerAddresses } from '../throttle/peer-addresses.ts'
import { createPeerNetwork, type PeerNetwork } from '../throttle/peer-network.ts'
import { createProxyCheck, type ProxyCheck } from '../throttle/proxy-check.ts'
import { createStoreNewness, type StoreNewness } from '../throttle/store-newness.ts'
import { createTally, type Tally } from '../throttle/tally.ts'
import { createWhereabouts, type ReadWhereabouts } from '../throttle/whereabouts.ts'
import { type Careful, createCareful } from '../warnings/careful.ts'
import { createReachCheck, type ReachCheck } from '../warnings/reach-check.ts'
import { createWarnings, type Warnings } from '../warnings/warnings.ts'
import type { Stores } from './open-stores.ts'
import { embeddedWarning, proxyWarning } from './welcome.ts'

export interface Observations {
  readonly warnings: Warnings
  readonly careful: Careful
  readonly tally: Tally
  readonly newness: StoreNewness
  readonly proxyCheck: ProxyCheck
  readonly peerAddresses: PeerAddresses
  readonly peerNetwork: PeerNetwork
  readonly whereabouts: ReadWhereabouts
  readonly reach: ReachCheck
}

/** Joins what watches: where people come from, how old the stores are, and the figures for admins. */
export async function observe(config: Config, { fast, sql }: Stores, log: Logger): Promise<Observations> {
  const { publicUrl, trustProxy, proxyHeader, geoipFile } = config
  const warnings = createWarnings(log)
  const careful = createCareful(log, warnings)
  for (const says of config.warnings) warnings.begin('rp-id', says)
  if (config.misspelt) warnings.begin('settings', config.misspelt)
  for (const says of embeddedWarning(config)) warnings.begin('embedded', says)
  for (const says of proxyWarning(config)) warnings.begin('proxy', says) // [H76]
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
    newness: createStoreNewness(fast.storeAge, () => bornAgoMs + performance.now() - startedAt),
    proxyCheck,
    peerAddresses,
    peerNetwork: createPeerNetwork(trustProxy, peerAddresses.of),
    whereabouts: createWhereabouts(
      createClientAddress({ trustProxy, header: proxyHeader, peerOf: peerAddresses.of }),
      findPlace,
      proxyCheck,
    ),
  }
}
