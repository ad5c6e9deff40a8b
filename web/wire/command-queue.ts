import type { Ack } from '../../shared/errors.ts'
import type { CommandId } from '../../shared/ids.ts'
import { newCommandId } from './command-id.ts'
import type { Result } from './page-error.ts'

/** A command that waits for its acknowledgement. */
export interface Waiting<Commands> {
  readonly id: CommandId
  readonly command: keyof Commands & string
  readonly body: object
  readonly settle: (reply: Ack) => void
}

/** How commands are sent: which is next, and what was acknowledged. */
interface Departures<Commands> {
  /** The oldest that waits, another that must be sent before it, or null while nothing can be sent. */
  choose(oldest: Waiting<Commands> | null): Waiting<Commands> | null
  /** Null: no acknowledgement came, and nothing is sent until `pump` is called. `again`: choose again. */
  deliver(waiting: Waiting<Commands>): Promise<Ack | 'again' | null>
}

/**
 * Sends the commands of one typed map of [body, answer], one at a time. One whose acknowledgement was lost is sent
 * again with the same id, so that it counts once.
 */
export class CommandQueue<Commands extends { readonly [Name in keyof Commands]: readonly [object, object] }> {
  readonly #departures: Departures<Commands>
  #busy = false
  #queue: Waiting<Commands>[] = []

  constructor(departures: Departures<Commands>) {
    this.#departures = departures
  }

  /**
   * Sends a command when its turn comes. It also gets its answer if the connection has to be made again. Never
   * rejects.
   */
  send<Name extends keyof Commands & string>(
    command: Name,
    body: Commands[Name][0],
  ): Promise<Result<Commands[Name][1]>> {
    return new Promise((resolve) => {
      const settle = (reply: Ack) =>
        resolve(reply.ok ? { ok: true, body: reply as Commands[Name][1] } : reply)
      this.#queue.push({ id: newCommandId(), command, body, settle })
      void this.pump()
    })
  }

  /** Continues sending, for example after a reconnect. */
  async pump(): Promise<void> {
    if (this.#busy) return
    this.#busy = true
    try {
      for (let next = this.#next(); next; next = this.#next()) {
        const reply = await this.#departures.deliver(next)
        if (reply === null) break
        if (reply === 'again') continue
        if (this.#queue[0] === next) this.#queue.shift()
        next.settle(reply)
      }
    } finally {
      this.#busy = false
    }
  }

  /** Answers all waiting commands with this refusal. */
  refuseAll(reply: Ack & { readonly ok: false }): void {
    for (const { settle } of this.#queue.splice(0)) settle(reply)
  }

  #next(): Waiting<Commands> | null {
    return this.#departures.choose(this.#queue[0] ?? null)
  }
}
