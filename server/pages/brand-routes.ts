import type { Express, RequestHandler } from 'express'
import type { Brand } from './branding/brand.ts'

/**
 * An SVG can contain scripts. They don't run in a picture. If the file is opened by itself, nothing in it may run or
 * load.
 */
const NOTHING_RUNS = "default-src 'none'; style-src 'unsafe-inline'; sandbox"

/** The site's own logo, icons and colours. */
export function addBrandRoutes(app: Express, { logo, icon, touchIcon, style }: Brand): void {
  for (const file of [logo.light, logo.dark, icon, touchIcon, style]) {
    if (!file) continue
    const send: RequestHandler = (_request, response) => {
      response.set('Content-Security-Policy', NOTHING_RUNS) // [H80]
      response.set('Cache-Control', 'public, max-age=31536000, immutable')
      response.type(file.type).send(file.bytes)
    }
    app.get(file.path, send)
  }
}
