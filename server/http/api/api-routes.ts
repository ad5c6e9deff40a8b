import type { Express, RequestHandler } from 'express'
import type { Gets } from '../../../shared/api.ts'
import type { AccountFeatures } from '../../accounts/account-features.ts'
import type { AdminFeatures } from '../../admin/admin-features.ts'
import { type Origins, originsWith, rightToPost } from '../../passkeys/origin-rights.ts'
import type { Cookies } from '../../sessions/cookies.ts'
import type { ReachCheck } from '../../warnings/reach-check.ts'
import { tellBrowsersApart } from '../browser-cookie.ts'
import { jsonBody } from '../json-body.ts'
import { onlyOwnOrigin } from '../own-origin.ts'
import { refuse } from '../refuse.ts'
import { adminHandlers } from './admin-handlers.ts'
import { type EntryDeps, entryHandlers } from './entry-handlers.ts'
import { ownerHandlers } from './owner-handlers.ts'
import { POST_SCHEMAS } from './schemas.ts'
import { type PostHandlers, type Posts, readVisit, type Visit, type VisitDeps } from './visit.ts'

export interface ApiDeps extends VisitDeps, Omit<EntryDeps, 'features' | 'cookies'> {
  readonly features: AccountFeatures
  readonly admin: AdminFeatures
  readonly cookies: Cookies
  readonly origins: Origins
  readonly reach: Pick<ReachCheck, 'onElsewhere'>
}

/** Every path of the contract: parse, call, answer. */
export function addApiRoutes(app: Express, deps: ApiDeps): void {
  const { features, admin } = deps
  const handlers: PostHandlers = {
    ...entryHandlers(deps),
    ...ownerHandlers(features),
    ...adminHandlers(features.authenticate, admin),
  }
  for (const path of Object.keys(handlers) as (keyof Posts)[]) {
    app
      .route(path)
      .post(
        onlyOwnOrigin(originsWith(rightToPost(path), deps.origins), deps.reach),
        jsonBody,
        postTo(path, handlers, deps),
      )
      .all(notAllowed('POST'))
  }
  const views = getHandlers(features)
  app.get('/api/session', tellBrowsersApart(deps.cookies))
  for (const path of Object.keys(views) as (keyof Gets)[]) {
    app
      .route(path)
      .get(async (request, response) => {
        const found = await views[path](readVisit(deps, request))
        if (found) response.json(found)
        else refuse(response, { code: 'not_signed_in' })
      })
      .all(notAllowed('GET, HEAD'))
  }
  app.use('/api', (_request, response) => refuse(response, { code: 'not_found' }))
}

function postTo<Path extends keyof Posts>(
  path: Path,
  handlers: PostHandlers,
  deps: VisitDeps,
): RequestHandler {
  const schema = POST_SCHEMAS[path]
  const handle = handlers[path]
  return async (request, response) => {
    const parsed = schema.safeParse(request.body)
    if (!parsed.success) return refuse(response, { code: 'bad_request' })
    const reply = await handle(parsed.data, readVisit(deps, request))
    if (!reply.ok) return refuse(response, reply)
    if (reply.setCookie) response.append('Set-Cookie', reply.setCookie)
    response.json(reply.body)
  }
}

type GetHandlers = { readonly [Path in keyof Gets]: (visit: Visit) => Promise<Gets[Path] | null> }

function getHandlers({ authenticate, views }: AccountFeatures): GetHandlers {
  return {
    async '/api/session'({ sessionToken }) {
      const session = await authenticate(sessionToken)
      return session ? views.info(session) : { signedIn: false }
    },
    async '/api/account'({ sessionToken }) {
      const session = await authenticate(sessionToken)
      return session && views.page(session)
    },
  }
}

function notAllowed(methods: string): RequestHandler {
  return (_request, response) => {
    response.set('Allow', methods)
    refuse(response, { code: 'bad_request' }, 405)
  }
}
