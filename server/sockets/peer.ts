import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { ConnectionId } from '../../shared/ids.ts'
import type { Cookies } from '../sessions/cookies.ts'
import { deviceName } from '../sessions/device-name.ts'
import type { ReadWhereabouts, Whereabouts } from '../throttle/whereabouts.ts'
import type { Careful } from '../warnings/careful.ts'

/** Who is at the other end of a socket, as far as the upgrade request tells. */
export interface Peer extends Whereabouts {
  readonly connection: ConnectionId
  /** The allow-listed origin that the upgrade came from. */
  readonly origin: string
  readonly device: string
  /** Keyed hash of the browser cookie; of a random value when there is none, so that nothing matches. */
  readonly browser: string
  readonly sessionToken: string | null
}

export interface PeerDeps {
  readonly whereabouts: ReadWhereabouts
  readonly cookies: Cookies
  readonly browserTag: (token: string) => string
  readonly careful: Careful
}

/** Reads a peer out of its upgrade request, once for each connection. */
export function readPeer(request: IncomingMessage, { whereabouts, cookies, browserTag }: PeerDeps): Peer {
  const { headers } = request
  const browser = cookies.readBrowser(headers.cookie) ?? randomBytes(32).toString('base64url')
  return {
    connection: randomBytes(16).toString('base64url') as ConnectionId,
    origin: headers.origin ?? '',
    ...whereabouts(request),
    device: deviceName(headers['user-agent']),
    browser: browserTag(browser),
    sessionToken: cookies.readSession(headers.cookie),
  }
}
