import type { AllPosts } from '../../shared/all-posts.ts'
import type { Asserted, CreationOffer, Gets, RequestOffer } from '../../shared/api.ts'
import type { WireError } from '../../shared/errors.ts'
import type { QrCode } from '../../shared/qr.ts'
import type { StepUpAction } from '../../shared/step-up.ts'
import { newAddress } from './new-address.ts'
import { createSoftAuthenticator, type SoftAuthenticator, type Tampering } from './soft-authenticator.ts'
import { fetchFrom, wayIn } from './way-in.ts'

export interface DeviceOptions {
  /** The address that the proxy in front of the server saw; its own unless given. */
  readonly address?: string
  readonly userAgent?: string
  readonly origin?: string
}

/** A browser with an authenticator and cookies, without the browser: what it does over HTTP. */
export class PasskeyDevice {
  readonly url: string
  readonly origin: string
  readonly authenticator: SoftAuthenticator
  readonly headers: Record<string, string>
  /** Where it is, see `moveTo`. */
  address = ''
  readonly cookies = new Map<string, string>()
  /** Of the account, once it signed up. */
  name = ''

  constructor(url: string, { address = newAddress(), userAgent = UA, origin }: DeviceOptions = {}) {
    this.url = url
    this.origin = origin ?? url
    this.authenticator = createSoftAuthenticator({ origin: this.origin })
    this.headers = { 'user-agent': userAgent }
    this.moveTo(address)
  }

  /** From now on it comes from this address. */
  moveTo(address: string): this {
    this.address = address
    Object.assign(this.headers, wayIn(this.url, address).headers)
    return this
  }

  get cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  /** Fetches one of our pages, as opening it in a tab does; it brings the browser cookie. */
  async visit(path: string, url = this.url): Promise<Response> {
    const headers = { ...this.headers, cookie: this.cookie }
    const response = await fetchFrom(this.address, `${url}${path}`, { headers })
    this.#keep(response)
    return response
  }

  async get<Path extends keyof Gets>(path: Path): Promise<Gets[Path]> {
    return (await this.visit(path)).json() as Promise<Gets[Path]>
  }

  async post<Path extends keyof AllPosts>(
    path: Path,
    body: AllPosts[Path][0],
    url = this.url,
  ): Promise<{ status: number; headers: Headers; body: AllPosts[Path][1]; error: WireError | null }> {
    const response = await fetchFrom(this.address, `${url}${path}`, {
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
    const json = (await response.json()) as AllPosts[Path][1] & { error?: WireError }
    const { status, headers } = response
    return { status, headers, body: json, error: json.error ?? null }
  }

  async signUp(name: string): Promise<this> {
    this.name = name
    const offer = await this.#must('/api/sign-up/options', { name })
    const credential = this.authenticator.create(offer.options)
    await this.#must('/api/sign-up', { challengeId: offer.challengeId, credential })
    await this.visit('/approve')
    return this
  }

  async signIn(how: Tampering = {}, url = this.url) {
    const offer = await this.#must('/api/sign-in/options', {})
    const assertion = this.authenticator.get(offer.options, how)
    const answer = await this.post('/api/sign-in', { challengeId: offer.challengeId, assertion }, url)
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

  /** Looks at a scanned code and gets a receipt for it. */
  look(code: QrCode, url = this.url) {
    return this.post('/api/look', code, url)
  }

  async #must<Path extends keyof AllPosts>(path: Path, body: AllPosts[Path][0]): Promise<AllPosts[Path][1]> {
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
