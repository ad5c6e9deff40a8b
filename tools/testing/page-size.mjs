import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { projectRoot } from '../project-root.mjs'

const page = 'methods/pairing/requesting/index.html'
const allowedBytes = 24_000
/** The page's own script, the two that hold what pages share (vite.config.ts), and the bundler's runtime. */
const allowedScripts = 4
const web = join(projectRoot, 'dist/web')

/** @typedef {Record<string, { file: string, imports?: string[] }>} Manifest */

/**
 * Whoever lost a passkey may be on a slow phone: the page's script and all it imports statically, which is
 * what the browser must have before it can paint, stays small.
 */
export async function checkPageSize() {
  const manifest = readManifest()
  if (!manifest[page]) {
    console.log(`No build of web/${page} was found, so its size is unknown: mend the build first.`)
    return false
  }
  const sizes = filesBeforePaint(manifest, page).map((file) => ({ file, bytes: gzippedSize(file) }))
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0)
  for (const { file, bytes } of sizes) console.log(`${String(bytes).padStart(7)}  ${file}`)
  console.log(
    `${String(total).padStart(7)}  bytes of JavaScript before first paint (gzip -9), ${allowedBytes} allowed`,
  )
  if (total > allowedBytes) console.log('Load what the first paint does not need with a dynamic import().')
  const scattered = pagesOf(manifest).filter((one) => filesBeforePaint(manifest, one).length > allowedScripts)
  for (const one of scattered)
    console.log(`${one} loads more than ${allowedScripts} scripts: see vite.config.ts.`)
  return total <= allowedBytes && scattered.length === 0
}

/** @param {Manifest} manifest */
function pagesOf(manifest) {
  return Object.keys(manifest).filter((key) => key.endsWith('index.html'))
}

/** @returns {Manifest} */
function readManifest() {
  const file = join(web, '.vite/manifest.json')
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {}
}

/**
 * @param {Manifest} manifest
 * @param {string} of
 */
function filesBeforePaint(manifest, of) {
  const found = new Set([of])
  for (const key of found) for (const imported of manifest[key]?.imports ?? []) found.add(imported)
  return [...found].flatMap((key) => manifest[key]?.file ?? [])
}

/** @param {string} file */
function gzippedSize(file) {
  return gzipSync(readFileSync(join(web, file)), { level: 9 }).length
}
