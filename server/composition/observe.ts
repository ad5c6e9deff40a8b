import type { Logger } from 'pino'
import type { Config } from '../config/config.ts'
import { noPlaces, openPlaceFile } from '../places/place-file.ts'
import { createClientAddress } from '../throttle/client-address.ts'
import { createProxyCheck, type ProxyCheck } from '../throttle/proxy-check.ts'
import { createStoreNewness, type StoreNewness } from '../throttle/store-newness.ts'
import { createTally, type Tally } from '../throttle/tally.ts'
import { createWhereabouts, type ReadWhereabouts } from '../throttle/whereabouts.ts'
import type { Stores } from './open-stores.ts'

export interface Observations {
  readonly tally: Tally
  readonly newness: StoreNewness
  readonly proxyCheck: ProxyCheck
  readonly whereabouts: ReadWhereabouts
}

/** Joins what watches: where people come from, how old the stores are, and the figures for admins. */
export async function observe(
  { trustProxy, geoipFile }: Config,
  { fast, sql }: Stores,
  log: Logger,
): Promise<Observations> {
  const bornAgoMs = await sql.ageMs()
  const startedAt = performance.now()
  const proxyCheck = createProxyCheck(log)
  const findPlace = geoipFile === null ? noPlaces : await openPlaceFile(geoipFile, log)
  return {
    tally: createTally(fast.figures, log),
    newness: createStoreNewness(fast.storeAge, () => bornAgoMs + performance.now() - startedAt),
    proxyCheck,
    whereabouts: createWhereabouts(createClientAddress(trustProxy), findPlace, proxyCheck.onHidden),
  }
}
