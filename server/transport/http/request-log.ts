import type { Request, RequestHandler } from 'express'
import type { Logger } from 'pino'
import type { ReadRequestContext } from '../../requests/request-context.ts'
import type { Careful } from '../../warnings/careful.ts'

/**
 * Paths that are asked for all the time, by machines or with every page. They are not logged, except an asset that is
 * missing.
 */
const QUIET: readonly string[] = ['/healthz', '/readyz', '/assets/:name']

/**
 * Logs one line for each request: method, route, status, milliseconds and the cut network. It never logs the path as
 * it was sent, which can hold anything, nor cookies, bodies or the whole client address.
 */
export function createRequestLog(
  log: Logger,
  readContext: ReadRequestContext,
  careful: Careful,
): RequestHandler {
  return (request, response, next) => {
    const began = performance.now()
    const network = readContext(request).network.shown
    const tell = () => {
      const route = routeOf(request)
      const isQuiet = QUIET.includes(route) && response.statusCode !== 404
      log[isQuiet ? 'debug' : 'info'](
        {
          method: request.method,
          route,
          status: response.statusCode,
          ...(!response.writableFinished && { aborted: true }),
          ms: Math.round(performance.now() - began),
          network,
        },
        'request',
      )
    }
    response.once('close', careful('logging a request', tell))
    next()
  }
}

/** The pattern of the route that matched. If none did, the path is text from a stranger and is not logged. */
function routeOf(request: Request): string {
  const pattern: unknown = request.route?.path
  return typeof pattern === 'string' ? pattern : request.baseUrl || 'none'
}
