import type { ErrorCode } from '../../shared/errors.ts'
import type { CommandId } from '../../shared/ids.ts'
import type { ApproveCommands } from '../../shared/protocol.ts'
import type { Result } from '../api/page-error.ts'
import { newCommandId } from '../sockets/command-id.ts'
import type { MessageOf, OpenWire, ReplyOf, Wire } from '../sockets/wire.ts'

type Reply = ReplyOf<ApproveCommands[keyof ApproveCommands]>
type BodyOf<Name extends keyof ApproveCommands> = Omit<
  Extract<ReplyOf<ApproveCommands[Name]>, { readonly ok: true }>,
  'ok'
>

interface Pending {
  readonly command: keyof ApproveCommands
  readonly message: { readonly id: CommandId }
  readonly settle: (reply: Reply) => void
}

export interface ApproveConnectionEvents {
  readonly up: () => void
  readonly down: () => void
  readonly heard: (event: string, payload: unknown) => void
  readonly refused: (code: ErrorCode) => void
}

/**
 * The commands of a signed-in device, one at a time. The session travels in the cookie; a command whose
 * acknowledgement was lost is sent again with the same id, so that it counts once.
 */
export class ApproveConnection {
  readonly #wire: Wire
  #up = false
  #busy = false
  #queue: Pending[] = []

  constructor(openWire: OpenWire, events: ApproveConnectionEvents) {
    this.#wire = openWire({
      up: () => {
        this.#up = true
        events.up()
        void this.#pump()
      },
      down: () => {
        this.#up = false
        events.down()
      },
      heard: events.heard,
      refused: events.refused,
    })
  }

  /** Sends a command when its turn comes. */
  send<Name extends keyof ApproveCommands>(
    command: Name,
    body: Omit<MessageOf<ApproveCommands[Name]>, 'id'>,
  ): Promise<Result<BodyOf<Name>>> {
    return new Promise((resolve) => {
      const settle = (reply: Reply) => resolve(reply.ok ? { ok: true, body: reply as never } : reply)
      this.#queue.push({ command, message: { id: newCommandId(), ...body }, settle })
      void this.#pump()
    })
  }

  close(): void {
    this.#wire.close()
    for (const { settle } of this.#queue.splice(0)) settle({ ok: false, error: { code: 'not_signed_in' } })
  }

  async #pump(): Promise<void> {
    if (this.#busy) return
    this.#busy = true
    for (let next = this.#queue[0]; this.#up && next; next = this.#queue[0]) {
      const reply = await this.#wire.ask(next.command, next.message).catch(() => null)
      if (!reply) break
      if (this.#queue[0] === next) this.#queue.shift()
      next.settle(reply as Reply)
    }
    this.#busy = false
  }
}
