import type { RequestHandler } from 'express'
import type { Cookies } from '../../sessions/cookies.ts'
import { newToken } from '../../sessions/token.ts'

/**
 * Gives a browser the cookie that tells it apart from others, if it has none. A navigation that another site started
 * does not send a Strict cookie, so no new one is set then: it would replace the one that is there, and with it every
 * mark on this browser. The page's own first request sends it.
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
