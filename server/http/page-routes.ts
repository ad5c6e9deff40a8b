import type { ServerResponse } from 'node:http'
import { join } from 'node:path'
import express, { type Express, type RequestHandler } from 'express'
import type { Cookies } from '../sessions/cookies.ts'
import { tellBrowsersApart } from './browser-cookie.ts'
import { escapeHtml, PAGE_FOLDERS, type PagePath, type Pages } from './pages.ts'
import { type SecurityHeaderRules, securityHeaders } from './security-headers.ts'

export interface PageRouteDeps {
  readonly pages: Pages
  /** The folder that holds the built `assets/`. */
  readonly webFolder: string
  readonly siteName: string
  readonly cookies: Pick<Cookies, 'readBrowser' | 'writeBrowser'>
  readonly headers: SecurityHeaderRules
}

/** The two sides of a pairing, whose browsers must be told apart. */
const TELLS_BROWSERS_APART: readonly PagePath[] = ['/lost-passkey', '/approve']

/** The pages and their assets; anything else that is not under /api is the not-found page. */
export function addPageRoutes(app: Express, deps: PageRouteDeps): void {
  const { pages, webFolder, cookies, headers } = deps
  const giveCookie = tellBrowsersApart(cookies)
  for (const path of Object.keys(PAGE_FOLDERS) as PagePath[]) {
    const kind = path === '/approve' ? 'scanner' : 'plain'
    app
      .route(path)
      .get(securityHeaders(headers, kind), ...(TELLS_BROWSERS_APART.includes(path) ? [giveCookie] : []))
      .get((_request, response) => {
        response.type('html').send(pages[path])
      })
      .all(onlyReading)
  }
  app.use('/assets', express.static(join(webFolder, 'assets'), { index: false, setHeaders: keepForEver }))
}

/** The answer to every address that is none of ours. */
export function notFoundPage(siteName: string): RequestHandler {
  const name = escapeHtml(siteName)
  const html =
    `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
    `<title>Not found · ${name}</title><h1>There is no page here</h1><p><a href="/">To the start of ${name}</a></p></html>`
  return (_request, response) => {
    response.status(404).type('html').send(html)
  }
}

/** Asset names carry a hash of their content, so what was fetched once stays right. */
function keepForEver(response: ServerResponse): void {
  response.setHeader('Cache-Control', 'public, max-age=31536000, immutable')
}

const onlyReading: RequestHandler = (_request, response) => {
  response.set('Allow', 'GET, HEAD').status(405).end()
}
