import { io, type Socket } from 'socket.io-client'
import type { Asserted, CreationOffer, Gets, Posts, RequestOffer, StepUpAction } from '../../shared/api.ts'
import type { Ack, WireError } from '../../shared/errors.ts'
import type { ClaimId, CommandId } from '../../shared/ids.ts'
import type { ApprovingView, RetireOption } from '../../shared/pairing-view.ts'
import { type ApprovalChoice, PROTOCOL_VERSION } from '../../shared/protocol.ts'
import type { QrCode } from '../../shared/qr.ts'
import { newAddress } from './new-address.ts'
import { newCommandId } from './page-device.ts'
import { createSoftAuthenticator, type SoftAuthenticator, type Tampering } from './soft-authenticator.ts'

export interface DeviceOptions {
  /** The address that the proxy in front of the server saw; its own unless given. */
  readonly address?: string
  readonly userAgent?: string
  readonly origin?: string
}

export type Claimed = Ack<{ view: ApprovingView; passkeys: readonly RetireOption[] }>

/** A browser with an authenticator and cookies, without the browser. */
export class SignedInDevice {
  readonly url: string
  readonly origin: string
  readonly authenticator: SoftAuthenticator
  readonly headers: Record<string, string>
  readonly cookies = new Map<string, string>()
  readonly views: ApprovingView[] = []
  /** Of the account, once it signed up. */
  name = ''
  /** How often `/account` said that something changed. */
  changes = 0
  socket!: Socket
  bye: string | null = null
  over: string | null = null

  constructor(url: string, { address = newAddress(), userAgent = UA, origin }: DeviceOptions = {}) {
    this.url = url
    this.origin = origin ?? url
    this.authenticator = createSoftAuthenticator({ origin: this.origin })
    this.headers = { 'user-agent': userAgent, 'x-forwarded-for': address }
  }

  get cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  /** Fetches one of our pages, as opening it in a tab does; it brings the browser cookie. */
  async visit(path: string, url = this.url): Promise<Response> {
    const response = await fetch(`${url}${path}`, { headers: { ...this.headers, cookie: this.cookie } })
    this.#keep(response)
    return response
  }

  async get<Path extends keyof Gets>(path: Path): Promise<Gets[Path]> {
    return (await this.visit(path)).json() as Promise<Gets[Path]>
  }

  async post<Path extends keyof Posts>(
    path: Path,
    body: Posts[Path][0],
    url = this.url,
  ): Promise<{ status: number; body: Posts[Path][1]; error: WireError | null }> {
    const response = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: {
        ...this.headers,
        cookie: this.cookie,
        origin: this.origin,
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
    })
    this.#keep(response)
    const json = (await response.json()) as Posts[Path][1] & { error?: WireError }
    return { status: response.status, body: json, error: json.error ?? null }
  }

  async signUp(name: string): Promise<this> {
    this.name = name
    const offer = await this.#must('/api/sign-up/options', { name })
    const credential = this.authenticator.create(offer.options)
    await this.#must('/api/sign-up', { challengeId: offer.challengeId, credential })
    await this.visit('/approve')
    return this
  }

  async signIn(how: Tampering = {}) {
    const offer = await this.#must('/api/sign-in/options', {})
    const assertion = this.authenticator.get(offer.options, how)
    const answer = await this.post('/api/sign-in', { challengeId: offer.challengeId, assertion })
    if (!answer.error) await this.visit('/approve')
    return answer
  }

  /** The answer to a step-up, made for this one action. */
  async stepUp(action: StepUpAction): Promise<Asserted> {
    const offer = await this.#must('/api/step-up', { action })
    return this.assert(offer)
  }

  assert({ challengeId, options }: RequestOffer, how: Tampering = {}): Asserted {
    return { challengeId, assertion: this.authenticator.get(options, how) }
  }

  attest({ challengeId, options }: CreationOffer) {
    return { challengeId, credential: this.authenticator.create(options) }
  }

  /** Connects to the approving side, on this node or another; rejects with the server's word. */
  async connect(url = this.url, namespace = '/approve'): Promise<this> {
    this.socket = io(`${url}${namespace}`, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      auth: { v: PROTOCOL_VERSION },
      extraHeaders: { ...this.headers, origin: this.origin, cookie: this.cookie },
    })
    this.socket.on('claim', (view: ApprovingView) => this.views.push(view))
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
    })
    return this
  }

  close(): void {
    this.socket?.disconnect()
  }

  /** Resolves when the server has closed this connection. */
  async closed(): Promise<void> {
    if (this.socket.connected) await new Promise((resolve) => this.socket.once('disconnect', resolve))
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

  /** Looks at a scanned code and gets a receipt for it. */
  look(code: QrCode, url = this.url) {
    return this.post('/api/look', code, url)
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

  send<Reply>(event: string, payload: unknown): Promise<Reply> {
    return this.socket.timeout(10_000).emitWithAck(event, payload)
  }

  async #must<Path extends keyof Posts>(path: Path, body: Posts[Path][0]): Promise<Posts[Path][1]> {
    const answer = await this.post(path, body)
    if (answer.error) throw new Error(`${path} was refused: ${answer.error.code}`)
    return answer.body
  }

  #keep(response: Response): void {
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '') this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
  }
}

const UA =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'

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
