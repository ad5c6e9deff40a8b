import type { ErrorCode } from '../../shared/errors.ts'

/** What a wire tells; it goes up and down as often as the network does. */
export interface WireEvents {
  readonly up: () => void
  readonly down: () => void
  /** Any event of the server. */
  readonly heard: (event: string, payload: unknown) => void
  /** The server refused the connection itself; the wire keeps trying. */
  readonly refused: (code: ErrorCode) => void
}

/** A connection to one namespace that comes back by itself. */
export interface Wire {
  /** Sends one command; rejects when no acknowledgement came, and then the connection is made anew. */
  readonly ask: (command: string, message: object) => Promise<unknown>
  /** Hangs up, and connects again after this time: nobody keeps a line open only to wait. */
  readonly rest: (ms: number) => void
  readonly close: () => void
}

export type OpenWire = (events: WireEvents) => Wire

/** The message type of a command in a typed command map. */
export type MessageOf<Command> = Command extends (message: infer Message, ack: never) => void
  ? Message
  : never

/** What is acknowledged to a command in a typed command map. */
export type ReplyOf<Command> = Command extends (message: never, ack: (reply: infer Reply) => void) => void
  ? Reply
  : never
