import type { ReadClientAddress } from '../../server/requests/client-address.ts'
import type { FindPlace } from '../../server/requests/places/place.ts'
import { createReadRequestContext, type RequestContextDeps } from '../../server/requests/request-context.ts'
import { unnoticed } from './unnoticed.ts'

/** Reads where requests come from, for a server that has no cookies. */
export function readNetwork(
  clientAddress: ReadClientAddress,
  findPlace: FindPlace = () => null,
  notice: RequestContextDeps['notice'] = unnoticed,
) {
  return createReadRequestContext({
    clientAddress,
    findPlace,
    notice,
    cookies: {
      readSession: () => null,
      readBrowser: () => null,
      readKnown: () => null,
      readRead: () => null,
    },
    browserTag: (token) => token,
  })
}
