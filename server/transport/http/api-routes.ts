import type { Express, RequestHandler } from 'express'
import { type Origins, originsWith, rightToPost } from '../../passkeys/origin-rights.ts'
import type { AnyGets, AnyPost, AnyPosts } from '../../requests/posts.ts'
import type { ReadRequestContext } from '../../requests/request-context.ts'
import type { Cookies } from '../../sessions/cookies.ts'
import type { ReachCheck } from '../../warnings/reach-check.ts'
import { tellBrowsersApart } from './browser-cookie.ts'
import { jsonBody } from './json-body.ts'
import { onlyOwnOrigin } from './own-origin.ts'
import { refuse } from './refuse.ts'

export interface ApiDeps {
  /** Of each feature. */
  readonly posts: readonly AnyPosts[]
  readonly gets: AnyGets
  readonly readContext: ReadRequestContext
  readonly cookies: Cookies
  readonly origins: Origins
  readonly reach: Pick<ReachCheck, 'onElsewhere'>
}

/** Serves every path of the API: parses, calls the feature, answers. */
export function addApiRoutes(app: Express, deps: ApiDeps): void {
  const { posts, gets, origins, reach, cookies, readContext } = deps
  for (const [path, post] of eachOnce(posts)) {
    app
      .route(path)
      .post(onlyOwnOrigin(originsWith(rightToPost(path), origins), reach), jsonBody, postTo(post, deps))
      .all(notAllowed('POST'))
  }
  app.get('/api/session', tellBrowsersApart(cookies))
  for (const [path, read] of Object.entries(gets)) {
    app
      .route(path)
      .get(async (request, response) => {
        const found = await read(readContext(request))
        if (found) response.json(found)
        else refuse(response, { code: 'not_signed_in' })
      })
      .all(notAllowed('GET, HEAD'))
  }
  app.use('/api', (_request, response) => refuse(response, { code: 'not_found' }))
}

/** Throws if two features answer the same path: Express would use one of them, and nobody would notice. */
function eachOnce(posts: readonly AnyPosts[]): ReadonlyMap<string, AnyPost> {
  const byPath = new Map<string, AnyPost>()
  for (const [path, post] of posts.flatMap((ofOne) => Object.entries(ofOne))) {
    if (byPath.has(path)) throw new Error(`Two features answer POST ${path}.`)
    byPath.set(path, post)
  }
  return byPath
}

function postTo({ takes, answer }: AnyPost, { readContext }: Pick<ApiDeps, 'readContext'>): RequestHandler {
  return async (request, response) => {
    const parsed = takes.safeParse(request.body)
    if (!parsed.success) return refuse(response, { code: 'bad_request' })
    const reply = await answer(parsed.data as never, readContext(request))
    if (reply.setCookies) response.append('Set-Cookie', [...reply.setCookies])
    if (!reply.ok) return refuse(response, reply)
    response.json(reply.body)
  }
}

function notAllowed(methods: string): RequestHandler {
  return (_request, response) => {
    response.set('Allow', methods)
    refuse(response, { code: 'bad_request' }, 405)
  }
}
