import { io, type Socket } from 'socket.io-client'
import type { Asserted, RequestOffer } from '../../shared/api.ts'
import type { Ack } from '../../shared/errors.ts'
import type { ClaimId, CommandId } from '../../shared/ids.ts'
import type { ApprovingView, RetireOption } from '../../shared/pairing-view.ts'
import { type ApprovalChoice, PROTOCOL_VERSION } from '../../shared/protocol.ts'
import type { QrCode } from '../../shared/qr.ts'
import { closedByServer } from './closed-by-server.ts'
import { newCommandId } from './page-device.ts'
import { PasskeyDevice } from './passkey-device.ts'
import type { Tampering } from './soft-authenticator.ts'
import { wayIn } from './way-in.ts'

export type Claimed = Ack<{ view: ApprovingView; passkeys: readonly RetireOption[] }>

/** The same device once it is connected to the approving side. */
export class SignedInDevice extends PasskeyDevice {
  /** What it was shown of claims, in answers and events. */
  readonly views: ApprovingView[] = []
  readonly #waiting = new Set<() => void>()
  /** How often `/account` said that something changed. */
  changes = 0
  socket!: Socket
  bye: string | null = null
  over: string | null = null

  /** Connects to the approving side, on this node or another; rejects with the server's word. */
  async connect(url = this.url, namespace = '/approve'): Promise<this> {
    this.socket = io(`${url}${namespace}`, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      auth: { v: PROTOCOL_VERSION },
      extraHeaders: { ...this.headers, origin: this.origin, cookie: this.cookie },
      ...wayIn(url, this.address).from,
    })
    this.socket.on('claim', (view: ApprovingView) => this.#learn(view))
    this.socket.on('bye', (why: string) => {
      this.bye = why
    })
    this.socket.on('over', (claimId: string) => {
      this.over = claimId
    })
    this.socket.on('changed', () => {
      this.changes += 1
    })
    await new Promise<void>((resolve, reject) => {
      this.socket.once('connect', resolve)
      this.socket.once('connect_error', reject)
      // A refusal closes it too, and says why a moment later.
      this.socket.io.once('close', (why) => setImmediate(() => reject(new Error(why))))
    })
    return this
  }

  close(): void {
    this.socket?.disconnect()
  }

  /** Resolves when the server has closed this connection. */
  closed(): Promise<void> {
    return closedByServer(this.socket)
  }

  /** The same browser once more, on another network: one session, and a connection of its own. */
  sameBrowser(): SignedInDevice {
    const tab = new SignedInDevice(this.url, { origin: this.origin })
    tab.name = this.name
    tab.authenticator.passkeys.push(...this.authenticator.passkeys)
    for (const [name, value] of this.cookies) tab.cookies.set(name, value)
    return tab
  }

  /** Another browser of the same person, with the same passkeys, signed in too. */
  async secondDevice(): Promise<SignedInDevice> {
    const second = new SignedInDevice(this.url, { origin: this.origin })
    second.name = this.name
    second.authenticator.passkeys.push(...this.authenticator.passkeys)
    const { error } = await second.signIn()
    if (error) throw new Error(`The second device could not sign in: ${error.code}`)
    return second
  }

  /** Scans and taps Continue. */
  async scan(code: QrCode): Promise<Claimed> {
    const { body, error } = await this.look(code)
    return error ? { ok: false, error } : this.claim({ receipt: body.receipt })
  }

  claim(code: { receipt: string } | { pin: string }, id = newCommandId()): Promise<Claimed> {
    return this.send('claim', { id, ...code })
  }

  state(claimId: ClaimId): Promise<Claimed> {
    return this.send('state', { id: newCommandId(), claimId })
  }

  renewReturnPin(claimId: ClaimId): Promise<Claimed> {
    return this.send('renew-return-pin', { id: newCommandId(), claimId })
  }

  /** Sends what `approval()` made. */
  sendApproval(message: ReturnType<typeof approval>): Promise<Claimed> {
    return this.send('approve', message)
  }

  deny(claimId: ClaimId, report = false, id = newCommandId()): Promise<Claimed> {
    return this.send('deny', { id, claimId, report })
  }

  approveOptions(claimId: ClaimId, choice: ApprovalChoice): Promise<Ack<RequestOffer>> {
    return this.send('approve-options', { id: newCommandId(), claimId, choice })
  }

  /** Confirms the dialog: the step-up over the transcript, and the approval. */
  async approve(
    view: ApprovingView,
    choice = NOTHING_LOST,
    how: Tampering = {},
    id = newCommandId(),
  ): Promise<Claimed> {
    const offer = await this.approveOptions(view.claimId, choice)
    if (!offer.ok) return offer
    return this.send('approve', approval(view, choice, this.assert(offer, how), id))
  }

  /** The view of a claim in this state, as the server told it or is about to. */
  async told(claimId: ClaimId, state: ApprovingView['state']): Promise<ApprovingView> {
    const find = () => this.views.find((view) => view.claimId === claimId && view.state === state)
    while (!find()) await new Promise<void>((resolve) => this.#waiting.add(resolve))
    return find() as ApprovingView
  }

  async send<Reply>(event: string, payload: unknown): Promise<Reply> {
    const reply: Reply = await this.socket.timeout(10_000).emitWithAck(event, payload)
    const { view } = (reply ?? {}) as { readonly view?: ApprovingView }
    if (view) this.#learn(view)
    return reply
  }

  #learn(view: ApprovingView): void {
    this.views.push(view)
    for (const go of this.#waiting) go()
    this.#waiting.clear()
  }
}

export const NOTHING_LOST: ApprovalChoice = { retire: null, endOtherSessions: false }

/** The payload of an approval, as the dialog sends it. */
export function approval(view: ApprovingView, choice: ApprovalChoice, asserted: Asserted, id: CommandId) {
  return { id, claimId: view.claimId, viewVersion: view.viewVersion, choice, ...asserted }
}

/** The claim that a command shows, or a failure that names the refusal. */
export function claimOf(claimed: Claimed): ApprovingView {
  if (!claimed.ok) throw new Error(`The command was refused: ${claimed.error.code}`)
  return claimed.view
}

/** The step-up that a claim was offered, or a failure that names the refusal. */
export function offered(offer: Ack<RequestOffer>): RequestOffer {
  if (!offer.ok) throw new Error(`No step-up was offered: ${offer.error.code}`)
  return offer
}
