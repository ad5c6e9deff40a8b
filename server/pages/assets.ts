import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import type { Express } from 'express'
import { StartError } from '../errors/start-error.ts'
import { type Encoded, sendEncoded } from './encoded.ts'

/** The endings of the compressed copies that the build puts beside each file. */
const COMPRESSED = /\.(?:br|gz)$/

/**
 * Serves what Vite built from memory: no request opens a file, so none fails when no more files can be opened. Throws
 * StartError if the pages were not built.
 */
export function addAssetRoutes(app: Express, webFolder: string): void {
  const assets = readAssets(join(webFolder, 'assets'))
  app.get('/assets/:name', (request, response, next) => {
    const { name } = request.params
    const asset = assets.get(name)
    if (!asset) return next()
    // The name carries a hash of the content, so it never changes, and no ETag is needed to ask whether it has.
    response.set('Cache-Control', 'public, max-age=31536000, immutable')
    response.type(extname(name))
    sendEncoded(request, response, asset)
  })
}

function readAssets(folder: string): ReadonlyMap<string, Encoded> {
  const names = new Set(listed(folder))
  const read = (name: string) => (names.has(name) ? readFileSync(join(folder, name)) : null)
  const plain = [...names].filter((name) => !COMPRESSED.test(name))
  return new Map(
    plain.map((name) => {
      const identity = readFileSync(join(folder, name))
      return [name, { identity, br: read(`${name}.br`), gzip: read(`${name}.gz`) }]
    }),
  )
}

function listed(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch (cause) {
    throw new StartError(`The assets of the pages are not at ${folder}: run npm run build.`, { cause })
  }
}
