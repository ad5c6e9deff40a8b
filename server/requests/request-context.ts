import type { IncomingMessage } from 'node:http'
import type { Place } from '../../shared/place.ts'
import type { ReadClientAddress } from './client-address.ts'
import { deviceName } from './device-name.ts'
import { hiddenAt, type Network, networkOf } from './network.ts'
import type { FindPlace } from './places/place.ts'
import type { ProxyCheck } from './proxy-check.ts'

/** Who sends a request or opens a socket, as far as the request tells. The address itself goes no further than this. */
export interface RequestContext {
  readonly network: Network
  /** Rough place of the address, when the deployment has a place file. */
  readonly place: Place | null
  /** What the device claims to be; see deviceName. */
  readonly device: string
  /** The `Origin` header, or empty. */
  readonly origin: string
  /** Keyed hash of the browser cookie, or null without one. */
  readonly browser: string | null
  /** Value of the session cookie; whether it is good for anything is for Authenticate to say. */
  readonly sessionToken: string | null
  /** What it came by: for each of these, one call waits at a time. */
  readonly socket: object
  /** Nobody waits for the answer any more. */
  readonly isGone: () => boolean
}

export type ReadRequestContext = (request: IncomingMessage) => RequestContext

export interface RequestContextDeps {
  readonly clientAddress: ReadClientAddress
  readonly findPlace: FindPlace
  /** Hears once of every request that a proxy hides. */
  readonly notice: Pick<ProxyCheck, 'onHidden' | 'onUntold'>
  readonly cookies: {
    readSession(header: string | undefined): string | null
    readBrowser(header: string | undefined): string | null
  }
  /** Keyed hash of a browser cookie. */
  readonly browserTag: (token: string) => string
}

/**
 * Reads the context once for each request, when it arrives: whoever asks later, as when its answer has ended or
 * someone enters a namespace, is told the same, for the connection may be gone by then. What few ask for is read when
 * it is first asked for.
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

  get sessionToken(): string | null {
    return this.#deps.cookies.readSession(this.#request.headers.cookie)
  }

  get socket(): object {
    return this.#request.socket
  }

  readonly isGone = () => this.#request.socket.destroyed
}

/** The part of it that is written down. */
export function trace({ network, device }: Pick<RequestContext, 'network' | 'device'>): {
  readonly device: string
  readonly network: string
} {
  return { device, network: network.shown }
}
