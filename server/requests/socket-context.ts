import { randomBytes } from 'node:crypto'
import type { ConnectionId } from '../../shared/ids.ts'
import type { RequestContext } from './request-context.ts'

/** The client of a socket. */
export interface SocketContext extends Omit<RequestContext, 'knownToken' | 'readLink' | 'socket' | 'isGone'> {
  readonly connection: ConnectionId
  /** Keyed hash of the browser cookie. Without a cookie, of a random value, so that nothing matches. */
  readonly browser: string
}

/** The context of a socket, with its own connection id. It keeps no reference to the upgrade request. */
export function socketContext(
  { network, place, device, origin, browser, sessionToken }: RequestContext,
  browserTag: (token: string) => string,
): SocketContext {
  return {
    connection: randomBytes(16).toString('base64url') as ConnectionId,
    network,
    place,
    device,
    origin,
    browser: browser ?? browserTag(randomBytes(32).toString('base64url')),
    sessionToken,
  }
}
