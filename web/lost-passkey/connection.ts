import type { CommandId, ConnectionId, PairingId } from '../../shared/ids.ts'
import { SIGNED_COMMANDS, type SignedCommand } from '../../shared/page-proof.ts'
import type { RequestingView } from '../../shared/pairing-view.ts'
import type { LostAck, LostBodies, LostCommands, LostEvents, ViewAck } from '../../shared/protocol.ts'
import type { PageError, Result } from '../api/page-error.ts'
import { newCommandId } from '../sockets/command-id.ts'
import type { OpenWire, ReplyOf, Wire } from '../sockets/wire.ts'
import type { PageKeyPair } from './page-key.ts'
import { signCommand } from './sign-command.ts'
import { restMs, waitingHelps } from './when-to-return.ts'

/** How the page stands with the server; on its first connection, "away" means that it never was there. */
export type Link = 'connecting' | 'live' | 'away' | 'restarting' | 'store-away'

export interface ConnectionEvents {
  readonly view: (view: RequestingView) => void
  readonly link: (link: Link) => void
  /** The opening was refused; where waiting helps, it is tried again by itself. */
  readonly refused: (error: PageError) => void
  /** The pairing cannot be resumed any more. */
  readonly over: () => void
}

export interface ConnectionDeps {
  readonly openWire: OpenWire
  readonly key: PageKeyPair
  readonly origin: string
  readonly opening: Omit<LostBodies['open'], 'pageKey'>
  readonly events: ConnectionEvents
}

/** Bodies of all commands, signed or not. */
interface Bodies extends LostBodies {
  state: Record<never, never>
  pin: { readonly name: string }
  cancel: { readonly report: boolean; readonly notMine?: boolean }
}

type BodyOfReply<Reply> = Reply extends { readonly ok: true } ? Omit<Reply, 'ok' | 'nonce'> : never
type Answer<Name extends keyof LostCommands> = Result<BodyOfReply<ReplyOf<LostCommands[Name]>>>

interface Pending {
  readonly id: CommandId
  readonly command: keyof LostCommands
  readonly body: object
  readonly settle: (reply: LostAck) => void
}

interface Hello {
  readonly connection: ConnectionId
  readonly nonce: string
}

const OVER: LostAck = { ok: false, error: { code: 'pairing_over' }, nonce: '' }

/**
 * One page key, one pairing, over however many sockets it takes. Commands go one at a time; one whose
 * acknowledgement was lost is sent again with the same id after the page has resumed.
 */
export class LostConnection {
  readonly #deps: ConnectionDeps
  readonly #wire: Wire
  #hello: Hello | null = null
  #pairingId: PairingId | '' = ''
  /** This connection is proven to carry the page key. */
  #proven = false
  #busy = false
  #closed = false
  /** Waiting on purpose, so a line that is down is no news. */
  #resting = false
  /** The server has said that it restarts, which explains all silence until it is back. */
  #restarting = false
  #first: Pending | null = null
  #queue: Pending[] = []

  constructor(deps: ConnectionDeps) {
    this.#deps = deps
    this.#wire = deps.openWire({
      up: () => {},
      down: () => this.#down(),
      heard: (event, payload) => this.#heard(event as keyof LostEvents, payload),
      refused: (code) => deps.events.refused({ code }),
    })
  }

  /** Sends a command when its turn comes. It answers also when the connection has to be made anew meanwhile. */
  send<Name extends keyof LostCommands>(command: Name, body: Bodies[Name]): Promise<Answer<Name>> {
    return new Promise((resolve) => {
      const settle = (reply: LostAck) => {
        if ('view' in reply) this.#deps.events.view((reply as ViewAck & { ok: true }).view)
        resolve(reply.ok ? { ok: true, body: reply as never } : reply)
      }
      if (this.#closed) {
        settle(OVER)
      } else {
        this.#queue.push({ id: newCommandId(), command, body, settle })
        void this.#pump()
      }
    })
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.#wire.close()
    for (const { settle } of this.#queue.splice(0)) {
      settle(OVER)
    }
  }

  #heard(event: keyof LostEvents, payload: unknown): void {
    if (this.#closed) return
    if (event === 'hello') {
      this.#hello = payload as Hello
      this.#resting = false
      void this.#pump()
    } else if (event === 'pairing' && (payload as RequestingView).pairingId === this.#pairingId) {
      this.#deps.events.view(payload as RequestingView)
    } else if (event === 'bye' && payload === 'restarting') {
      this.#restarting = true
      this.#deps.events.link('restarting')
    }
  }

  #down(): void {
    if (this.#closed) return
    this.#hello = null
    this.#proven = false
    if (this.#first?.command === 'resume') this.#first = null
    if (!this.#resting) this.#deps.events.link(this.#restarting ? 'restarting' : 'away')
  }

  async #pump(): Promise<void> {
    if (this.#busy) return
    this.#busy = true
    try {
      for (let next = this.#next(); next; next = this.#next()) await this.#deliver(next)
    } finally {
      this.#busy = false
    }
  }

  #next(): Pending | null {
    if (this.#closed || !this.#hello) return null
    if (this.#proven) return this.#queue[0] ?? null
    this.#first ??= this.#pairingId ? this.#resume(this.#pairingId) : this.#open()
    return this.#first
  }

  async #deliver(pending: Pending): Promise<void> {
    const hello = this.#hello
    if (!hello) return
    const message = await this.#compose(pending, hello)
    if (this.#hello !== hello) return
    try {
      const reply = (await this.#wire.ask(pending.command, message)) as LostAck
      if (this.#closed) return
      // The connection may be another one by now; then the answer counts, but its nonce is dead.
      if (this.#hello === hello) this.#hello = { ...hello, nonce: reply.nonce }
      if (this.#queue[0] === pending) this.#queue.shift()
      pending.settle(reply)
    } catch {
      if (this.#hello === hello) this.#hello = null
    }
  }

  async #compose({ command, id, body }: Pending, hello: Hello): Promise<object> {
    if (!isSigned(command)) return { id, ...body }
    const { key, origin } = this.#deps
    // An opening has no pairing yet, also when it is sent again.
    const pairingId = command === 'open' ? '' : this.#pairingId
    return signCommand(key, { command, id, body, pairingId, origin, ...hello })
  }

  #open(): Pending {
    const body = { pageKey: this.#deps.key.publicKey, ...this.#deps.opening }
    return { id: newCommandId(), command: 'open', body, settle: (reply) => this.#begun(reply as ViewAck) }
  }

  #resume(pairingId: PairingId): Pending {
    const settle = (reply: LostAck) => this.#begun(reply as ViewAck)
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
