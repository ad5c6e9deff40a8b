import type { IncomingMessage } from 'node:http'
import type { Place } from '../../shared/place.ts'
import type { ReadClientAddress } from './client-address.ts'
import { deviceName } from './device-name.ts'
import { hiddenAt, type Network, networkOf } from './network.ts'
import type { FindPlace } from './places/place.ts'
import type { ProxyCheck } from './proxy-check.ts'

/** Who sends a request or opens a socket, as far as the request says. The address itself is not passed on. */
export interface RequestContext {
  readonly network: Network
  /** The rough place of the address, if the deployment has a place file. */
  readonly place: Place | null
  /** What the device says it is; see deviceName. */
  readonly device: string
  /** The `Origin` header, or empty. */
  readonly origin: string
  /** Keyed hash of the browser cookie, or null without one. */
  readonly browser: string | null
  /** The value of the cookie of known browsers, not checked yet; see KnownBrowsers. */
  readonly knownToken: string | null
  /** The value of the cookie of a mailed link that this browser opened, not checked yet; see MailedCodes. */
  readonly readLink: string | null
  /** The value of the session cookie, not checked yet; see Authenticate. */
  readonly sessionToken: string | null
  /** The connection. For each one, only one call waits for a turn at a time. */
  readonly socket: object
  /** Whether nobody waits for the answer any more. */
  readonly isGone: () => boolean
}

export type ReadRequestContext = (request: IncomingMessage) => RequestContext

export interface RequestContextDeps {
  readonly clientAddress: ReadClientAddress
  readonly findPlace: FindPlace
  /** Called once for every request that a proxy hides. */
  readonly notice: Pick<ProxyCheck, 'onHidden' | 'onUntold'>
  readonly cookies: {
    readSession(header: string | undefined): string | null
    readBrowser(header: string | undefined): string | null
    readKnown(header: string | undefined): string | null
    readRead(header: string | undefined): string | null
  }
  /** Keyed hash of a browser cookie. */
  readonly browserTag: (token: string) => string
}

/**
 * Reads the context once for each request, when it arrives. A later caller, such as the request log or a namespace,
 * gets the same context, because the connection may be gone by then. What only a few ask for is read when it is first
 * used.
 */
export function createReadRequestContext(deps: RequestContextDeps): ReadRequestContext {
  const known = new WeakMap<IncomingMessage, RequestContext>()
  return (request) => {
    const found = known.get(request)
    if (found) return found // [H12]
    const arrived = new ArrivedRequest(request, deps)
    known.set(request, arrived)
    return arrived
  }
}

class ArrivedRequest implements RequestContext {
  readonly network: Network
  readonly place: Place | null
  readonly #request: IncomingMessage
  readonly #deps: RequestContextDeps
  #device: string | null = null

  constructor(request: IncomingMessage, deps: RequestContextDeps) {
    const { clientAddress, findPlace, notice } = deps
    this.#request = request
    this.#deps = deps
    const { address, hidden, untold } = clientAddress(request)
    const network = networkOf(address)
    if (untold) notice.onUntold(network.shown) // [H66]
    if (hidden !== null) notice.onHidden(network.shown, hidden)
    this.network = hidden === null ? network : hiddenAt(network)
    this.place = hidden === null ? findPlace(address) : null
  }

  get device(): string {
    this.#device ??= deviceName(this.#request.headers['user-agent'])
    return this.#device
  }

  get origin(): string {
    return this.#request.headers.origin ?? ''
  }

  get browser(): string | null {
    const token = this.#deps.cookies.readBrowser(this.#request.headers.cookie)
    return token === null ? null : this.#deps.browserTag(token)
  }

  get knownToken(): string | null {
    return this.#deps.cookies.readKnown(this.#request.headers.cookie)
  }

  get readLink(): string | null {
    return this.#deps.cookies.readRead(this.#request.headers.cookie)
  }

  get sessionToken(): string | null {
    return this.#deps.cookies.readSession(this.#request.headers.cookie)
  }

  get socket(): object {
    return this.#request.socket
  }

  readonly isGone = () => this.#request.socket.destroyed
}

/** The part of the context that is written into the audit. */
export function trace({ network, device }: Pick<RequestContext, 'network' | 'device'>): {
  readonly device: string
  readonly network: string
} {
  return { device, network: network.shown }
}
