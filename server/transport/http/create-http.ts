import express, { type Express, type RequestHandler } from 'express'
import type { Logger } from 'pino'
import type { Careful } from '../../warnings/careful.ts'
import type { ReachCheck } from '../../warnings/reach-check.ts'
import { type AnswerInWords, type AnswerPage, createAnswerInWords } from './answers.ts'
import { type ApiDeps, addApiRoutes } from './api-routes.ts'
import { boundBodies } from './bound-bodies.ts'
import { endServiceWorkers } from './earlier-site.ts'
import { createErrorHandler } from './error-handler.ts'
import { addHealthRoutes, type HealthDeps } from './health.ts'
import { notFound } from './not-found.ts'
import { createRequestLog } from './request-log.ts'
import { securityHeaders } from './security-headers.ts'
import { answerStrippedUpgrades } from './stripped-upgrade.ts'

interface HttpDeps extends HealthDeps, ApiDeps {
  /** Whether pages are served over https. */
  readonly secure: boolean
  readonly answerPage: AnswerPage
  /** Adds what is served beside the API, such as pages. */
  readonly addRoutes: (app: Express, answerInWords: AnswerInWords) => void
  readonly careful: Careful
  readonly reach: ReachCheck
  readonly log: Logger
}

/** Everything that is answered over HTTP, as one Express app. It keeps no state. */
export function createHttp(deps: HttpDeps): Express {
  const { secure, answerPage, addRoutes, readContext, origins, careful, reach, log } = deps
  const { home } = origins
  const answerInWords = createAnswerInWords(answerPage)
  const app = express()
  app.disable('x-powered-by').disable('etag').enable('strict routing').enable('case sensitive routing')
  // Query strings are not used here. Without a parser none can be misread.
  app.set('query parser', false)

  app.use(createRequestLog(log, readContext, careful))
  app.use(securityHeaders({ home, secure }))
  app.use(boundBodies(answerInWords))
  addHealthRoutes(app, deps)
  app.use(endServiceWorkers)
  app.use(withoutSlash)
  addApiRoutes(app, deps)
  answerStrippedUpgrades(app, home, reach)
  addRoutes(app, answerInWords)
  app.use(notFound(answerInWords))
  app.use(createErrorHandler(log, answerInWords))
  return app
}

/** Redirects `/sign-in/` to `/sign-in`. A path of one word cannot lead to another host. */
const withoutSlash: RequestHandler = (request, response, next) => {
  const bare = /^(\/[a-z-]+)\/$/.exec(request.path)?.[1]
  if (bare === undefined || request.method !== 'GET') return next()
  response.redirect(308, bare + request.url.slice(request.path.length))
}
