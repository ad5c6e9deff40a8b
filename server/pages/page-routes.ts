import type { Express, RequestHandler } from 'express'
import { PAGE_PATHS, pageAt } from '../../shared/pages.ts'
import type { Cookies } from '../sessions/cookies.ts'
import type { AnswerInWords } from '../transport/http/answers.ts'
import { tellBrowsersApart } from '../transport/http/browser-cookie.ts'
import { type SecurityHeaderRules, securityHeaders } from '../transport/http/security-headers.ts'
import { addAssetRoutes } from './assets.ts'
import { type Encoded, encode, sendEncoded } from './encoded.ts'
import type { Pages } from './pages.ts'

interface PageRouteDeps {
  readonly pages: Pages
  /** The folder that holds the built `assets/`. */
  readonly webFolder: string
  readonly answerInWords: AnswerInWords
  readonly cookies: Pick<Cookies, 'readBrowser' | 'writeBrowser'>
  readonly headers: SecurityHeaderRules
}

/** Serves the pages and their assets. Anything else that is not under /api is the not-found page. */
export function addPageRoutes(app: Express, deps: PageRouteDeps): void {
  const { pages, webFolder, cookies, headers, answerInWords } = deps
  const onlyReading: RequestHandler = (request, response) => {
    response.set('Allow', 'GET, HEAD')
    if (!answerInWords(request, response, 405)) response.status(405).end()
  }
  const giveCookie = tellBrowsersApart(cookies)
  for (const path of PAGE_PATHS) {
    const { isSide, scans } = pageAt(path)
    // With the first request for it: at the start, all of them would take a tenth of a second.
    let encoded: Encoded | undefined
    app
      .route(path)
      .get(securityHeaders(headers, scans ? 'scanner' : 'plain'), ...(isSide ? [giveCookie] : []))
      .get((request, response) => {
        response.type('html')
        encoded ??= encode(pages[path])
        sendEncoded(request, response, encoded)
      })
      .all(onlyReading)
  }
  addAssetRoutes(app, webFolder)
}
