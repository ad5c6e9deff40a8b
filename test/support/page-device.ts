import { createHash, createHmac, type KeyObject, randomBytes, sign } from 'node:crypto'
import type { PublicKeyCredentialCreationOptionsJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import { io, type Socket } from 'socket.io-client'
import type { Refused } from '../../shared/errors.ts'
import type { CommandId, ConnectionId, PageKey, PairingId } from '../../shared/ids.ts'
import { pageSignatureMessage, type SignatureFacts, type SignedCommand } from '../../shared/page-signature.ts'
import type { RequestingView } from '../../shared/pairing-view.ts'
import { PROTOCOL_VERSION, type RequestingCommands, type SignedMessage } from '../../shared/protocol.ts'
import { formatQrFragment, type QrCode, qrSecretMessage, qrStep } from '../../shared/qr.ts'
import type { Purpose } from '../../shared/recovery.ts'
import { closedByServer } from './closed-by-server.ts'
import { newP256 } from './key-pair.ts'
import { newAddress } from './new-address.ts'
import { wayIn } from './way-in.ts'

export type Reply<Body extends object = { view: RequestingView }> = (({ ok: true } & Body) | Refused) & {
  nonce: string
}

export interface PageOptions {
  /** Of the browser cookie; a page without one is a browser of its own. */
  readonly browserCookie?: string
  readonly origin?: string
  readonly headers?: Readonly<Record<string, string>>
  /** The address that the proxy in front of the server saw; its own unless given. */
  readonly address?: string
}

/** A requesting page without a browser: one page key, and one connection at a time. */
export class PageDevice {
  readonly privateKey: KeyObject
  readonly pageKey: PageKey
  readonly url: string
  readonly options: PageOptions
  readonly address: string
  /** What it was shown, in answers and events. */
  readonly views: RequestingView[] = []
  /** Those of them that it did not ask for. */
  readonly pushed: RequestingView[] = []
  readonly #waiting = new Set<(view: RequestingView) => void>()
  /** Every message that ever reached this page, as it crossed the wire. */
  readonly frames: string[] = []
  /** What it showed when it was opened. */
  opened!: RequestingView
  /** The newest view that this page knows. */
  view!: RequestingView
  socket!: Socket
  connection!: ConnectionId
  nonce = ''
  pairingId: PairingId | '' = ''
  /** Why the server closed the last connection, if it said so. */
  bye: string | null = null

  constructor(url: string, options: PageOptions = {}) {
    const { privateKey, point } = newP256()
    this.privateKey = privateKey
    this.pageKey = point.toString('base64url') as PageKey
    this.url = url
    this.options = options
    this.address = options.address ?? newAddress()
  }

  /** The page once more, as in a duplicated tab: its key, and a connection of its own. */
  twin(): PageDevice {
    const { privateKey, pageKey, pairingId } = this
    return Object.assign(new PageDevice(this.url, this.options), { privateKey, pageKey, pairingId })
  }

  /** Connects (again), to this or another node, and waits for the hello. */
  async connect(url = this.url): Promise<this> {
    const { browserCookie, origin = new URL(this.url).origin, headers } = this.options
    const way = wayIn(url, this.address)
    this.socket = io(`${url}/lost`, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      auth: { v: PROTOCOL_VERSION },
      extraHeaders: {
        origin,
        ...way.headers,
        ...(browserCookie && { cookie: browserCookie }),
        ...headers,
      },
      ...way.from,
    })
    this.bye = null
    this.socket.io.engine.on('message', (frame: string) => this.frames.push(frame))
    this.socket.on('pairing', (view: RequestingView) => {
      this.pushed.push(view)
      this.#learn(view)
    })
    this.socket.on('bye', (why: string) => {
      this.bye = why
    })
    await new Promise<void>((resolve, reject) => {
      this.socket.once('hello', (hello: { connection: ConnectionId; nonce: string }) => {
        Object.assign(this, hello)
        resolve()
      })
      this.socket.once('connect_error', reject)
      // A refusal closes it too, and says why a moment later.
      this.socket.io.once('close', (why) => setImmediate(() => reject(new Error(why))))
    })
    return this
  }

  /** Cuts the connection, as a lost network does. */
  async drop(): Promise<void> {
    const gone = new Promise((resolve) => this.socket.once('disconnect', resolve))
    this.socket.io.engine.close()
    await gone
  }

  close(): void {
    this.socket?.disconnect()
  }

  /** Resolves when the server has closed this connection. */
  closed(): Promise<void> {
    return closedByServer(this.socket)
  }

  /** The signed message of a command, for the connection as it stands, unless `lies` say otherwise. */
  message<Name extends SignedCommand>(
    name: Name,
    body: RequestingCommands[Name][0],
    id = newCommandId(),
    lies: Partial<SignatureFacts> = {},
  ): SignedMessage {
    const text = JSON.stringify(body)
    const pairingId = name === 'open' ? '' : 'pairingId' in body ? body.pairingId : this.pairingId
    const facts = pageSignatureMessage({
      command: name,
      pairingId,
      origin: this.options.origin ?? new URL(this.url).origin,
      nonce: this.nonce,
      connection: this.connection,
      bodyHash: createHash('sha256').update(text).digest('base64url'),
      ...lies,
    })
    const signature = sign('sha256', facts, { key: this.privateKey, dsaEncoding: 'ieee-p1363' })
    return { id, nonce: this.nonce, body: text, signature: signature.toString('base64url') }
  }

  /** Sends a payload as it is and takes the next nonce from the answer. */
  async send<Body extends object = { view: RequestingView }>(
    event: string,
    payload: unknown,
  ): Promise<Reply<Body>> {
    const reply: Reply<Body> = await this.socket.timeout(10_000).emitWithAck(event, payload)
    this.nonce = reply.nonce
    if (reply.ok && 'view' in reply) this.#learn(reply.view as RequestingView)
    return reply
  }

  async open(purpose: Purpose = 'replace', name?: string): Promise<RequestingView> {
    const body = { pageKey: this.pageKey, purpose, ...(name !== undefined && { name }) }
    const view = viewOf(await this.send('open', this.message('open', body)))
    this.pairingId = view.pairingId
    this.opened = view
    return view
  }

  resume(pairingId = this.pairingId as PairingId): Promise<Reply> {
    return this.send('resume', this.message('resume', { pairingId }))
  }

  typeName(name: string): Promise<Reply> {
    return this.send('pin', { id: newCommandId(), name })
  }

  newCode(): Promise<Reply> {
    return this.send('new-code', this.message('new-code', {}))
  }

  typeReturnPin(pin: string, id?: CommandId): Promise<Reply> {
    return this.send('return-pin', this.message('return-pin', { pin }, id))
  }

  registerOptions(id?: CommandId): Promise<Reply<{ options: PublicKeyCredentialCreationOptionsJSON }>> {
    return this.send('register-options', this.message('register-options', {}, id))
  }

  register(credential: RegistrationResponseJSON): Promise<Reply> {
    const { clientDataJSON, attestationObject, transports = [] } = credential.response
    const body = { credentialId: credential.id, clientDataJSON, attestationObject, transports }
    return this.send('register', this.message('register', body))
  }

  state(): Promise<Reply> {
    return this.send('state', { id: newCommandId() })
  }

  cancel(how: { report?: boolean; notMine?: boolean } = {}): Promise<Reply> {
    return this.send('cancel', { id: newCommandId(), report: false, ...how })
  }

  /** Resolves with the first view, seen or to come, that satisfies the wish. */
  async until(wish: (view: RequestingView) => boolean): Promise<RequestingView> {
    const seen = this.views.find(wish)
    if (seen) return seen
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`No such view came; last: ${JSON.stringify(this.views.at(-1))}`)),
        10_000,
      )
      const look = (view: RequestingView) => {
        if (!wish(view)) return
        clearTimeout(timer)
        this.#waiting.delete(look)
        resolve(view)
      }
      this.#waiting.add(look)
    })
  }

  /** Events and answers may overtake each other; the version of a pairing says which is newer. */
  #learn(view: RequestingView): void {
    const other = view.pairingId !== this.view?.pairingId
    if (other || view.version >= this.view.version) this.view = view
    this.views.push(view)
    for (const look of this.#waiting) look(view)
  }
}

export function viewOf(reply: Reply): RequestingView {
  if (!reply.ok) throw new Error(`The command was refused: ${reply.error.code}`)
  return reply.view
}

/** What the QR code on a page says at this moment. */
export function qrOf(view: RequestingView, step = qrStep(view.ageMs)): QrCode {
  if (!view.codes) throw new Error(`No code is shown in state ${view.state}.`)
  const key = Buffer.from(view.codes.seed, 'base64url')
  const secret = createHmac('sha256', key)
    .update(qrSecretMessage(step))
    .digest()
    .subarray(0, 16)
    .toString('base64url')
  return { pairingId: view.pairingId, step, secret }
}

export function qrAddress(url: string, view: RequestingView): string {
  return `${url}/approve#${formatQrFragment(qrOf(view))}`
}

export function newCommandId(): CommandId {
  return randomBytes(16).toString('base64url') as CommandId
}
