import type { Request } from 'express'
import type { Posts } from '../../../shared/api.ts'
import type { Answer } from '../../answer.ts'
import type { Cookies } from '../../sessions/cookies.ts'
import { deviceName } from '../../sessions/device-name.ts'
import type { Visitor } from '../../sessions/visitor.ts'
import type { ClientAddress } from '../../throttle/client-address.ts'
import { networkOf } from '../../throttle/network.ts'

/** What a handler gets to know of a request besides its body. */
export interface Visit {
  readonly visitor: Visitor
  /** Value of the session cookie; whether it is good for anything is for Authenticate to say. */
  readonly sessionToken: string | null
  /** Value of the browser cookie. */
  readonly browser: string | null
}

/** What a handler answers: a body and perhaps a cookie, or a refusal. */
export type Reply<Body> = Answer<{ readonly body: Body; readonly setCookie?: string }>

/** One handler for each path of the contract, so that none is forgotten. */
export type PostHandlers = {
  readonly [Path in keyof Posts]: (body: Posts[Path][0], visit: Visit) => Promise<Reply<Posts[Path][1]>>
}

export interface VisitDeps {
  readonly cookies: Pick<Cookies, 'readSession' | 'readBrowser'>
  readonly clientAddress: ClientAddress
}

export function readVisit({ cookies, clientAddress }: VisitDeps, request: Request): Visit {
  const { cookie, 'user-agent': userAgent } = request.headers
  return {
    visitor: { network: networkOf(clientAddress(request)), device: deviceName(userAgent) },
    sessionToken: cookies.readSession(cookie),
    browser: cookies.readBrowser(cookie),
  }
}
