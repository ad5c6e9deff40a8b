import type { PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server'
import type { AccountPage } from '../../shared/account-page.ts'
import type { AllPosts } from '../../shared/all-posts.ts'
import type {
  Asserted,
  Attested,
  CreationOffer,
  ErrorBody,
  RequestOffer,
  SessionInfo,
  SignedIn,
} from '../../shared/api.ts'
import type { StepUpAction } from '../../shared/step-up.ts'
import {
  createSoftAuthenticator,
  type SoftAuthenticator,
  type SoftPasskey,
  type Tampering,
} from '../support/soft-authenticator.ts'
import type { HttpSite } from './http-site.ts'

const CHROME =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'

export interface HttpReply<Body> {
  readonly status: number
  readonly headers: Headers
  readonly body: Body & ErrorBody
}

export interface HttpDeviceOptions {
  readonly synced?: boolean
  readonly aaguid?: string
  readonly userAgent?: string
}

/** A browser with an authenticator: keeps cookies, sends what browsers send, and answers ceremonies. */
export interface HttpDevice {
  readonly authenticator: SoftAuthenticator
  readonly cookies: Map<string, string>
  post<Path extends keyof AllPosts>(
    path: Path,
    body: AllPosts[Path][0],
  ): Promise<HttpReply<AllPosts[Path][1]>>
  /** Any request; `Origin` and cookies are sent unless `headers` say otherwise (null leaves one out). */
  send(
    method: string,
    path: string,
    body?: string,
    headers?: Record<string, string | null>,
  ): Promise<Response>
  account(): Promise<AccountPage>
  session(): Promise<SessionInfo>
  /** Options, ceremony and finish; the reply of the finish, or of what was refused before. */
  signUp(name: string, tampering?: Tampering, invite?: string): Promise<HttpReply<SignedIn>>
  signIn(
    more?: { returnTo?: string; thenAdd?: boolean; passkey?: SoftPasskey },
    tampering?: Tampering,
  ): Promise<HttpReply<SignedIn>>
  stepUp(action: StepUpAction, tampering?: Tampering, passkey?: SoftPasskey): Promise<Asserted>
  attest(offer: CreationOffer, tampering?: Tampering): Attested
  assert(offer: RequestOffer, tampering?: Tampering, passkey?: SoftPasskey): Asserted
}

export function createHttpDevice(
  site: Pick<HttpSite, 'origin'>,
  options: HttpDeviceOptions = {},
): HttpDevice {
  const { userAgent = CHROME, ...kind } = options
  const authenticator = createSoftAuthenticator({ origin: site.origin, ...kind })
  const cookies = new Map<string, string>()

  async function send(method: string, path: string, body?: string, more: Record<string, string | null> = {}) {
    const all: Record<string, string | null> = {
      'user-agent': userAgent,
      cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') || null,
      ...(method !== 'GET' &&
        method !== 'HEAD' && { origin: site.origin, 'content-type': 'application/json' }),
      ...more,
    }
    const headers = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== null)
    const response = await fetch(site.origin + path, {
      method,
      headers,
      redirect: 'manual',
      ...(body !== undefined && { body }),
    })
    for (const line of response.headers.getSetCookie()) keep(line)
    return response
  }

  function keep(line: string) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    if (/max-age=0\b/i.test(line)) cookies.delete(name)
    else cookies.set(name, value)
  }

  const post: HttpDevice['post'] = async (path, body) => {
    const response = await send('POST', path, JSON.stringify(body))
    return { status: response.status, headers: response.headers, body: (await response.json()) as never }
  }
  const get = async <Body>(path: string) => (await (await send('GET', path)).json()) as Body

  const attest = ({ challengeId, options }: CreationOffer, tampering?: Tampering): Attested => ({
    challengeId,
    credential: authenticator.create(options, tampering),
  })
  const assert = (offer: RequestOffer, tampering?: Tampering, passkey?: SoftPasskey): Asserted => ({
    challengeId: offer.challengeId,
    assertion: authenticator.get(withoutList(offer.options, passkey), tampering, passkey),
  })

  return {
    authenticator,
    cookies,
    post,
    send,
    attest,
    assert,
    account: () => get<AccountPage>('/api/account'),
    session: () => get<SessionInfo>('/api/session'),
    async signUp(name, tampering, invite) {
      const begun = await post('/api/sign-up/options', { name, ...(invite !== undefined && { invite }) })
      return begun.status === 200 ? post('/api/sign-up', attest(begun.body, tampering)) : (begun as never)
    },
    async signIn({ passkey, ...more } = {}, tampering) {
      const begun = await post('/api/sign-in/options', {})
      const asserted = begun.status === 200 && assert(begun.body, tampering, passkey)
      return asserted ? post('/api/sign-in', { ...asserted, ...more }) : (begun as never)
    },
    async stepUp(action, tampering, passkey) {
      const begun = await post('/api/step-up', { action })
      if (begun.status !== 200) throw new Error(`No step-up: ${begun.body.error.code}`)
      return assert(begun.body, tampering, passkey)
    },
  }
}

/** A test that names the passkey stands for a device that does not keep to the list. */
function withoutList(options: PublicKeyCredentialRequestOptionsJSON, passkey: SoftPasskey | undefined) {
  return passkey ? { ...options, allowCredentials: [] } : options
}
