import type { RequestHandler } from 'express'
import type { Cookies } from '../../sessions/cookies.ts'
import { newToken } from '../../sessions/token.ts'

/**
 * Gives a browser the cookie that tells it apart from others, if it has none. A visit that another site began
 * does not bring a Strict cookie along, so none is given on it: it would replace the one that is there, and
 * with it every mark that sticks to this browser. The page's own first request brings it then.
 */
export function tellBrowsersApart(cookies: Pick<Cookies, 'readBrowser' | 'writeBrowser'>): RequestHandler {
  return (request, response, next) => {
    if (request.headers['sec-fetch-site'] === 'cross-site') return next() // [H9]
    if (!cookies.readBrowser(request.headers.cookie)) {
      response.append('Set-Cookie', cookies.writeBrowser(newToken()))
    }
    next()
  }
}
