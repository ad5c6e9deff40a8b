import { networkOf } from '../../server/requests/network.ts'
import type { RequestContext } from '../../server/requests/request-context.ts'

/** A request of someone on a connection of their own, who stays. */
export function newContext(given: Partial<RequestContext> = {}): RequestContext {
  return {
    network: networkOf('192.0.2.7'),
    place: null,
    device: 'Chrome on Linux',
    origin: '',
    browser: null,
    knownToken: null,
    readLink: null,
    sessionToken: null,
    socket: {},
    isGone: () => false,
    ...given,
  }
}
