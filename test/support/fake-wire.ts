import type { ConnectionId } from '../../shared/ids.ts'
import type { SignedMessage } from '../../shared/protocol.ts'
import type { WireEvents } from '../../web/wire/wire.ts'

/** A command that waits for its answer. */
export interface Asked {
  readonly command: string
  readonly message: SignedMessage
  readonly answer: (reply: object) => void
  readonly drop: () => void
}

/** A wire in the hands of the test: what was asked, and how it is answered. */
export class FakeWire {
  readonly asked: Asked[] = []
  readonly rests: number[] = []
  closed = false
  events!: WireEvents<'/lost'>
  #waiting: ((asked: Asked) => void) | null = null

  readonly open = (events: WireEvents<'/lost'>) => {
    this.events = events
    return {
      ask: (command: string, message: object) =>
        new Promise<unknown>((resolve, reject) => {
          const asked: Asked = {
            command,
            message: message as SignedMessage,
            answer: resolve,
            drop: () => {
              reject(new Error('dropped'))
              events.down(true)
            },
          }
          this.asked.push(asked)
          this.#waiting?.(asked)
        }),
      wake: () => {},
      rest: (ms: number) => this.rests.push(ms),
      close: () => {
        this.closed = true
      },
    }
  }

  hello(connection: string, nonce: string): void {
    this.events.up()
    this.events.heard.hello?.({ connection: connection as ConnectionId, nonce })
  }

  async next(): Promise<Asked> {
    const known = this.asked.shift()
    if (known) return known
    return new Promise((resolve) => {
      this.#waiting = () => {
        this.#waiting = null
        resolve(this.asked.shift()!)
      }
    })
  }
}

/** Lets promises that are already decided run on. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 5))
}
