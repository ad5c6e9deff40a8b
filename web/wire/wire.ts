import type { Channels } from '../../shared/channels.ts'
import type { ErrorCode } from '../../shared/errors.ts'

/** The events of a wire. It goes up and down as often as the network does. */
export interface WireEvents<Name extends keyof Channels> {
  readonly up: () => void
  /** `returns`: it will reconnect by itself. */
  readonly down: (returns: boolean) => void
  /** One function for each event of the server that is of interest. */
  readonly heard: { readonly [Event in keyof Channels[Name]]?: (payload: Channels[Name][Event]) => void }
  /** The server refused the connection itself. */
  readonly refused: (code: ErrorCode) => void
}

/** A connection to one namespace that reconnects by itself. */
export interface Wire {
  /** Sends one command. Rejects if no acknowledgement came; then the connection is made again. */
  readonly ask: (command: string, message: object) => Promise<unknown>
  /** Connects, if it is down and does not try by itself. */
  readonly wake: () => void
  /** Disconnects, and connects again after this time, so that no connection is kept open only to wait. */
  readonly rest: (ms: number) => void
  readonly close: () => void
}

/** Opens a wire to a namespace. Tests give one that has no network. */
export type OpenWire<Name extends keyof Channels> = (events: WireEvents<Name>) => Wire
