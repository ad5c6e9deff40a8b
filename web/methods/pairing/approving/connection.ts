import type { Ack } from '../../../../shared/errors.ts'
import type { ApprovingCommands } from '../../../../shared/protocol.ts'
import { CommandQueue } from '../../../wire/command-queue.ts'
import type { OpenWire, Wire, WireEvents } from '../../../wire/wire.ts'

/** The connection of a signed-in device. The session is in the cookie. */
export class ApproveConnection {
  readonly #wire: Wire
  readonly #commands: CommandQueue<ApprovingCommands>
  #up = false

  constructor(openWire: OpenWire<'/approve'>, events: WireEvents<'/approve'>) {
    this.#commands = new CommandQueue<ApprovingCommands>({
      choose: (oldest) => (this.#up ? oldest : null),
      deliver: ({ command, id, body }) =>
        this.#wire.ask(command, { id, ...body }).then(
          (reply) => reply as Ack,
          () => null,
        ),
    })
    this.#wire = openWire({
      ...events,
      up: () => {
        this.#up = true
        events.up()
        void this.#commands.pump()
      },
      down: (returns) => {
        this.#up = false
        events.down(returns)
      },
    })
  }

  /** Sends a command when its turn comes. */
  send: CommandQueue<ApprovingCommands>['send'] = (command, body) => this.#commands.send(command, body)

  close(): void {
    this.#wire.close()
    this.#commands.refuseAll({ ok: false, error: { code: 'not_signed_in' } })
  }
}
