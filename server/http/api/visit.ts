import type { Request } from 'express'
import type { AdminPosts } from '../../../shared/admin.ts'
import type { Posts as OwnerPosts } from '../../../shared/api.ts'
import type { Answer } from '../../answer.ts'
import type { Cookies } from '../../sessions/cookies.ts'
import { deviceName } from '../../sessions/device-name.ts'
import type { Visitor } from '../../sessions/visitor.ts'
import type { Caller } from '../../throttle/turns.ts'
import type { ReadWhereabouts } from '../../throttle/whereabouts.ts'

/** Everything that is posted under /api. */
export type Posts = OwnerPosts & AdminPosts

/** What a handler gets to know of a request besides its body. */
export interface Visit {
  readonly visitor: Visitor
  readonly caller: Caller
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
  readonly whereabouts: ReadWhereabouts
}

export function readVisit({ cookies, whereabouts }: VisitDeps, request: Request): Visit {
  const { cookie, 'user-agent': userAgent } = request.headers
  const { socket } = request
  return {
    caller: { connection: socket, isGone: () => socket.destroyed },
    visitor: { network: whereabouts(request).network, device: deviceName(userAgent) },
    sessionToken: cookies.readSession(cookie),
    browser: cookies.readBrowser(cookie),
  }
}
