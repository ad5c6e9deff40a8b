import type { z } from 'zod'
import type { Channels } from '../../shared/channels.ts'
import type { ErrorCode } from '../../shared/errors.ts'
import type { CommandId } from '../../shared/ids.ts'
import type { Answer } from '../errors/answer.ts'
import type { SocketContext } from './socket-context.ts'

/** An event without a payload has no second argument. */
type Payload<Body> = Body extends undefined ? [] : [Body]

/**
 * One connection, as the feature that serves a channel sees it. Every call is safe after the connection has ended.
 */
export interface Line<Events extends object> {
  emit<Name extends keyof Events & string>(event: Name, ...payload: Payload<Events[Name]>): void
  /** The same, but skipped if the client reads slowly. */
  hint<Name extends keyof Events & string>(event: Name, payload: Events[Name]): void
  /** From now on the connection is found under this topic too. */
  join(topic: string): Promise<void>
  /** From now on the connection is found under this topic, and under no other that begins with `kind`. */
  joinOnly(kind: string, topic: string): Promise<void>
  isOpen(): boolean
  close(): void
}

/** A command as it is sent. */
export type Sent<Body> = Body & { readonly id: CommandId }

/** One command: its schema, which allows no other members, and the function that answers it. */
export interface Command<State, Message, Done extends object> {
  readonly takes: z.ZodType<Message>
  run(state: State, message: Message): Promise<Answer<Done>>
}

/** Any command, for code that only passes on what was parsed. */
export interface AnyCommand<State> {
  readonly takes: z.ZodType
  run(state: State, message: never): Promise<Answer<object>>
}

/** One command for each name of a typed map of [body, answer], so that none is forgotten. */
export type CommandsOf<Commands, State, Messages extends Record<keyof Commands, unknown>> = {
  readonly [Name in keyof Commands]: Commands[Name] extends readonly [unknown, infer Done extends object]
    ? Command<State, Messages[Name], Done>
    : never
}

/**
 * A limit of connections that share a topic. If there are more than `most`, the oldest of the largest network is
 * closed.
 */
interface Crowd<State> {
  topicOf(state: State): string
  readonly most: number
}

/** A namespace of sockets: who may enter, which commands there are, and which events are sent. */
export interface Channel<Events extends object, State extends object> {
  readonly name: keyof Channels
  /** Returns the state that is kept for a connection while it is open, or why it may not enter. */
  enter(context: SocketContext, line: Line<Events>): Promise<State | ErrorCode> | State | ErrorCode
  /**
   * Its connections belong to sessions: they are closed when those end, and some also hear that their account
   * changed.
   */
  readonly ofSession?: 'hears-of-account' | 'closes-only'
  readonly crowd?: Crowd<State>
  readonly commands: Readonly<Record<string, AnyCommand<State>>>
  entered?(state: State): void
  /** Added to every acknowledgement. */
  acknowledged?(state: State): object
  /** Called when a connection has ended. A shutdown waits for it. */
  left?(state: State): Promise<void>
}

/** Any channel, for code that only passes on its state. */
export interface AnyChannel {
  readonly name: string
  enter(context: SocketContext, line: Line<never>): Promise<object | ErrorCode> | object | ErrorCode
  readonly ofSession?: 'hears-of-account' | 'closes-only'
  readonly crowd?: Crowd<never>
  readonly commands: Readonly<Record<string, AnyCommand<never>>>
  entered?(state: never): void
  acknowledged?(state: never): object
  left?(state: never): Promise<void>
}

/** Finds the state of the connections of a channel on this node. */
export interface Lines {
  /** Oldest first. All connections, if no topic is given. */
  of<State extends object>(channel: string, topic?: string): readonly State[]
}
