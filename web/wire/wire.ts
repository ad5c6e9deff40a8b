import type { Channels } from '../../shared/channels.ts'
import type { ErrorCode } from '../../shared/errors.ts'

/** What a wire tells; it goes up and down as often as the network does. */
export interface WireEvents<Name extends keyof Channels> {
  readonly up: () => void
  /** `returns`: it will connect again by itself. */
  readonly down: (returns: boolean) => void
  /** One function for each event of the server that is of interest. */
  readonly heard: { readonly [Event in keyof Channels[Name]]?: (payload: Channels[Name][Event]) => void }
  /** The server refused the connection itself. */
  readonly refused: (code: ErrorCode) => void
}

/** A connection to one namespace that comes back by itself. */
export interface Wire {
  /** Sends one command; rejects when no acknowledgement came, and then the connection is made anew. */
  readonly ask: (command: string, message: object) => Promise<unknown>
  /** Connects, if it is down and does not try by itself. */
  readonly wake: () => void
  /** Hangs up, and connects again after this time: nobody keeps a line open only to wait. */
  readonly rest: (ms: number) => void
  readonly close: () => void
}

/** Opens a wire to a namespace. Tests give one that has no network. */
export type OpenWire<Name extends keyof Channels> = (events: WireEvents<Name>) => Wire
