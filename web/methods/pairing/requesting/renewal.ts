import type { Result } from '../../../wire/page-error.ts'
import type { ConnectionEvents, LostConnection } from './connection.ts'

type Connect = (events: ConnectionEvents) => LostConnection

/** A new request that is being opened. The one on the screen works until this one takes over. */
export class Renewal {
  /** The result. If something else came first, it is no refusal. */
  readonly answer: Promise<Result<null>>
  readonly #connection: LostConnection
  readonly #takeOver: (connection: LostConnection) => void
  #settle!: (answer: Result<null>) => void
  #tookOver = false

  constructor(connect: Connect, events: ConnectionEvents, takeOver: (connection: LostConnection) => void) {
    this.#takeOver = takeOver
    this.answer = new Promise((resolve) => {
      this.#settle = resolve
    })
    this.#connection = connect({
      ...events,
      link: (link) => {
        // The server has opened it. Its view comes next.
        if (link === 'live') this.takeOver()
        if (this.#tookOver) events.link(link)
      },
      refused: (error) => {
        if (this.#tookOver) events.refused(error)
        else this.#end({ ok: false, error }) // [P138]
      },
    })
  }

  /** Takes the place of the request on the screen, whether its view is there or not. */
  takeOver(): void {
    if (this.#tookOver) return
    this.#tookOver = true
    this.#takeOver(this.#connection)
    this.#settle({ ok: true, body: null })
  }

  /** Gives up, because something else comes first. */
  drop(): void {
    if (!this.#tookOver) this.#end({ ok: true, body: null })
  }

  #end(answer: Result<null>): void {
    this.#connection.close()
    this.#settle(answer)
  }
}
