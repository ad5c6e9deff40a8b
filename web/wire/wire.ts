import type { ErrorCode } from '../../shared/errors.ts'

/** What a wire tells; it goes up and down as often as the network does. */
export interface WireEvents {
  readonly up: () => void
  /** `returns`: it will connect again by itself. */
  readonly down: (returns: boolean) => void
  /** Any event of the server. */
  readonly heard: (event: string, payload: unknown) => void
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

export type OpenWire = (events: WireEvents) => Wire
