import express, { type Express, type RequestHandler } from 'express'
import type { Logger } from 'pino'
import type { AccountFeatures } from '../accounts/account-features.ts'
import { createReturnTo } from '../accounts/return-to.ts'
import type { AdminFeatures } from '../admin/admin-features.ts'
import type { Brand } from '../branding/brand.ts'
import type { Config } from '../config/config.ts'
import type { Cookies } from '../sessions/cookies.ts'
import type { ReadWhereabouts } from '../throttle/whereabouts.ts'
import type { Careful } from '../warnings/careful.ts'
import type { ReachCheck } from '../warnings/reach-check.ts'
import { createAnswerInWords } from './answers.ts'
import { addApiRoutes } from './api/api-routes.ts'
import type { EntryDeps } from './api/entry-handlers.ts'
import { boundBodies } from './bound-bodies.ts'
import { addBrandRoutes } from './brand-routes.ts'
import { endServiceWorkers } from './earlier-site.ts'
import { createErrorHandler } from './error-handler.ts'
import { addHealthRoutes, type HealthDeps } from './health.ts'
import { addPageRoutes, notFound } from './page-routes.ts'
import type { AnswerPage, Pages } from './pages.ts'
import { createRequestLog } from './request-log.ts'
import { securityHeaders } from './security-headers.ts'
import { answerStrippedUpgrades } from './stripped-upgrade.ts'

export interface HttpDeps extends HealthDeps {
  readonly config: Pick<Config, 'publicUrl' | 'secure' | 'rp' | 'returnTo'>
  readonly features: AccountFeatures
  readonly admin: AdminFeatures
  readonly look: EntryDeps['look']
  readonly cookies: Cookies
  readonly whereabouts: ReadWhereabouts
  readonly pages: Pages
  readonly answerPage: AnswerPage
  readonly brand: Brand
  /** The folder that Vite builds into. */
  readonly webFolder: string
  readonly careful: Careful
  readonly reach: ReachCheck
  readonly log: Logger
}

/** Everything that is answered over HTTP, as one Express app; it holds no state. */
export function createHttp(deps: HttpDeps): Express {
  const {
    config,
    features,
    admin,
    look,
    cookies,
    whereabouts,
    pages,
    answerPage,
    brand,
    webFolder,
    careful,
    reach,
    log,
  } = deps
  const { home } = config.rp
  const answerInWords = createAnswerInWords(answerPage)
  const headers = { home, secure: config.secure }
  const app = express()
  app.disable('x-powered-by').disable('etag').enable('strict routing').enable('case sensitive routing')
  // Query strings carry nothing here; without a parser none can be misread.
  app.set('query parser', false)

  app.use(createRequestLog(log, whereabouts, careful))
  app.use(securityHeaders(headers))
  app.use(boundBodies(answerInWords))
  addHealthRoutes(app, deps)
  app.use(endServiceWorkers)
  app.use(withoutSlash)
  const returnTo = createReturnTo({ publicUrl: config.publicUrl, allowed: config.returnTo })
  addApiRoutes(app, { features, admin, cookies, whereabouts, origins: config.rp, look, returnTo, reach })
  answerStrippedUpgrades(app, home, reach)
  addBrandRoutes(app, brand)
  addPageRoutes(app, { pages, webFolder, answerInWords, cookies, headers })
  app.use(notFound(answerInWords))
  app.use(createErrorHandler(log, answerInWords))
  return app
}

/** `/sign-in/` is meant for `/sign-in`; a path of one word leads to no other host. */
const withoutSlash: RequestHandler = (request, response, next) => {
  const bare = /^(\/[a-z-]+)\/$/.exec(request.path)?.[1]
  if (bare === undefined || request.method !== 'GET') return next()
  response.redirect(308, bare + request.url.slice(request.path.length))
}
