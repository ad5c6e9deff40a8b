import type { z } from 'zod'
import type { Channels } from '../../shared/channels.ts'
import type { ErrorCode } from '../../shared/errors.ts'
import type { CommandId } from '../../shared/ids.ts'
import type { Answer } from '../errors/answer.ts'
import type { SocketContext } from './socket-context.ts'

/** An event of no more than its name brings nothing. */
type Payload<Body> = Body extends undefined ? [] : [Body]

/** One connection, as whoever serves a channel sees it. Every call is safe when it is gone. */
export interface Line<Events extends object> {
  emit<Name extends keyof Events & string>(event: Name, ...payload: Payload<Events[Name]>): void
  /** The same, left out for whoever reads slowly. */
  hint<Name extends keyof Events & string>(event: Name, payload: Events[Name]): void
  /** From now on it is found under this topic too. */
  join(topic: string): Promise<void>
  /** From now on it is found under this topic, and under no other that begins with `kind`. */
  joinOnly(kind: string, topic: string): Promise<void>
  isOpen(): boolean
  close(): void
}

/** A command as it is sent. */
export type Sent<Body> = Body & { readonly id: CommandId }

/** One command: exactly what it takes and no member more, and who answers it. */
export interface Command<State, Message, Done extends object> {
  readonly takes: z.ZodType<Message>
  run(state: State, message: Message): Promise<Answer<Done>>
}

/** Whichever command, for whoever only passes on what was parsed. */
interface AnyCommand<State> {
  readonly takes: z.ZodType
  run(state: State, message: never): Promise<Answer<object>>
}

/** One command for each name of a typed map of [body, answer], so that none is forgotten. */
export type CommandsOf<Commands, State, Messages extends Record<keyof Commands, unknown>> = {
  readonly [Name in keyof Commands]: Commands[Name] extends readonly [unknown, infer Done extends object]
    ? Command<State, Messages[Name], Done>
    : never
}

/** Entered connections that share a topic: of more than `most`, the oldest of the largest network is closed. */
interface Crowd<State> {
  topicOf(state: State): string
  readonly most: number
}

/** A namespace of sockets: who may enter, what can be asked there, and what is told. */
export interface Channel<Events extends object, State extends object> {
  readonly name: keyof Channels
  /** What is remembered of a connection as long as it is there, or why it may not enter. */
  enter(context: SocketContext, line: Line<Events>): Promise<State | ErrorCode> | State | ErrorCode
  /** Its connections are those of sessions: they close with them, and hear that their account changed, if they care. */
  readonly ofSession?: 'hears-of-account' | 'closes-only'
  readonly crowd?: Crowd<State>
  readonly commands: Readonly<Record<string, AnyCommand<State>>>
  entered?(state: State): void
  /** Added to every acknowledgement. */
  acknowledged?(state: State): object
  /** A shutdown waits for it. */
  left?(state: State): Promise<void>
}

/** Whichever channel, for whoever only passes on what it remembers. */
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

/** Finds what this node remembers of the connections of a channel. */
export interface Lines {
  /** Oldest first; of all topics unless one is named. */
  of<State extends object>(channel: string, topic?: string): readonly State[]
}
