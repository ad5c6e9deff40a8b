import type { Ack } from '../../../../shared/errors.ts'
import type { PairingId } from '../../../../shared/ids.ts'
import { SIGNED_COMMANDS, type SignedCommand } from '../../../../shared/page-signature.ts'
import type { RequestingView } from '../../../../shared/pairing-view.ts'
import type { NextNonce, RequestingCommands, RequestingEvents } from '../../../../shared/protocol.ts'
import { newCommandId } from '../../../wire/command-id.ts'
import { CommandQueue, type Waiting } from '../../../wire/command-queue.ts'
import type { PageError, Result } from '../../../wire/page-error.ts'
import type { PageKeyPair } from '../../../wire/page-key.ts'
import type { OpenWire, Wire } from '../../../wire/wire.ts'
import { signCommand } from './sign-command.ts'
import { restMs, waitingHelps } from './when-to-return.ts'

/** The state of the connection to the server. On the first connection, "away" means that it was never there. */
export type Link = 'connecting' | 'live' | 'away' | 'restarting' | 'store-away'

export interface ConnectionEvents {
  readonly view: (view: RequestingView) => void
  readonly link: (link: Link) => void
  /** The opening was refused. If waiting helps, the connection tries again by itself. */
  readonly refused: (error: PageError) => void
  /** The pairing cannot be resumed any more. */
  readonly over: () => void
}

interface ConnectionDeps {
  readonly openWire: OpenWire<'/lost'>
  readonly key: PageKeyPair
  readonly origin: string
  readonly opening: Omit<RequestingCommands['open'][0], 'pageKey'>
  readonly events: ConnectionEvents
}

type Pending = Waiting<RequestingCommands>
type Hello = RequestingEvents['hello']
type ViewAck = Ack<RequestingCommands['open'][1]>

const OVER = { ok: false, error: { code: 'pairing_over' } } as const

/**
 * One page key and one pairing, over any number of sockets. Commands that were lost are sent again after the page has
 * resumed.
 */
export class LostConnection {
  readonly #deps: ConnectionDeps
  readonly #wire: Wire
  #hello: Hello | null = null
  #pairingId: PairingId | '' = ''
  /** This connection is proven to carry the page key. */
  #proven = false
  #closed = false
  /** It waits on purpose, so a closed connection is no news. */
  #resting = false
  /** The server has said that it restarts, which explains the silence until it is back. */
  #restarting = false
  #first: Pending | null = null
  readonly #commands = new CommandQueue<RequestingCommands>({
    choose: (oldest) => this.#choose(oldest),
    deliver: (pending) => this.#deliver(pending),
  })

  constructor(deps: ConnectionDeps) {
    this.#deps = deps
    this.#wire = deps.openWire({
      up: () => {},
      down: () => this.#down(),
      heard: {
        hello: (hello) => this.#greeted(hello),
        pairing: (view) => this.#told(view),
        bye: (why) => {
          if (why === 'restarting') this.#restarts()
        },
      },
      refused: (code) => deps.events.refused({ code }),
    })
  }

  /** Sends a command when its turn comes. It also gets its answer if the connection has to be made again. */
  async send<Name extends keyof RequestingCommands>(
    command: Name,
    body: RequestingCommands[Name][0],
  ): Promise<Result<RequestingCommands[Name][1]>> {
    if (this.#closed) return OVER
    const answer = await this.#commands.send(command, body)
    if (answer.ok && 'view' in answer.body) this.#deps.events.view(answer.body.view)
    return answer
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.#wire.close()
    this.#commands.refuseAll(OVER)
  }

  #greeted(hello: Hello): void {
    if (this.#closed) return
    this.#hello = hello
    this.#resting = false
    void this.#commands.pump()
  }

  #told(view: RequestingView): void {
    if (!this.#closed && view.pairingId === this.#pairingId) this.#deps.events.view(view)
  }

  #restarts(): void {
    if (this.#closed) return
    this.#restarting = true
    this.#deps.events.link('restarting')
  }

  #down(): void {
    if (this.#closed) return
    this.#hello = null
    this.#proven = false
    if (this.#first?.command === 'resume') this.#first = null
    if (!this.#resting) this.#deps.events.link(this.#restarting ? 'restarting' : 'away')
  }

  #choose(oldest: Pending | null): Pending | null {
    if (this.#closed || !this.#hello) return null
    if (this.#proven) return oldest
    this.#first ??= this.#pairingId ? this.#resume(this.#pairingId) : this.#open()
    return this.#first
  }

  async #deliver(pending: Pending): Promise<Ack | 'again' | null> {
    const hello = this.#hello
    if (!hello) return 'again'
    const message = await this.#compose(pending, hello)
    if (this.#hello !== hello) return 'again'
    try {
      const reply = (await this.#wire.ask(pending.command, message)) as Ack & NextNonce
      if (this.#closed) return null
      // There may be a new connection by now. Then the answer counts, but its nonce is not valid.
      if (this.#hello === hello) this.#hello = { ...hello, nonce: reply.nonce }
      return reply
    } catch {
      if (this.#hello === hello) this.#hello = null
      return 'again'
    }
  }

  async #compose({ command, id, body }: Pending, hello: Hello): Promise<object> {
    if (!isSigned(command)) return { id, ...body }
    const { key, origin } = this.#deps
    // An opening has no pairing yet, also if it is sent again.
    const pairingId = command === 'open' ? '' : this.#pairingId
    return signCommand(key, { command, id, body, pairingId, origin, ...hello })
  }

  #open(): Pending {
    const body = { pageKey: this.#deps.key.publicKey, ...this.#deps.opening }
    return {
      id: newCommandId(),
      command: 'open',
      body,
      settle: (reply: Ack) => this.#begun(reply as ViewAck),
    }
  }

  #resume(pairingId: PairingId): Pending {
    const settle = (reply: Ack) => this.#begun(reply as ViewAck)
    return { id: newCommandId(), command: 'resume', body: { pairingId }, settle }
  }

  #begun(reply: ViewAck): void {
    const { events } = this.#deps
    const resuming = this.#pairingId !== ''
    this.#first = null
    if (!reply.ok) {
      if (waitingHelps(reply.error)) this.#waitAndTryAgain(reply.error)
      else if (resuming) this.#over()
      else this.#giveUp(reply.error)
    } else if (resuming && reply.view.endCause === 'page-gone') {
      this.#over()
    } else {
      this.#proven = true
      this.#restarting = false
      this.#pairingId = reply.view.pairingId
      events.link('live')
      events.view(reply.view)
    }
  }

  #giveUp(error: PageError): void {
    this.close()
    this.#deps.events.refused(error)
  }

  #waitAndTryAgain(error: PageError): void {
    this.#hello = null
    this.#resting = true
    this.#wire.rest(restMs(error))
    if (this.#pairingId) this.#deps.events.link('store-away')
    else this.#deps.events.refused(error)
  }

  #over(): void {
    this.close()
    this.#deps.events.over()
  }
}

function isSigned(command: string): command is SignedCommand {
  return SIGNED_COMMANDS.some((signed) => signed === command)
}
