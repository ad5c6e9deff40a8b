import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { withBuildLock } from './build-lock.mjs'
import { fingerprint } from './fingerprint.mjs'
import { projectRoot } from './project-root.mjs'
import { runTool } from './run-program.mjs'

/** @typedef {{ name: string, folder: string, sources: string[], entry: string, make: () => Promise<boolean> }} Product */

/** @type {Product} */
const server = {
  name: 'server',
  folder: 'dist/server',
  sources: ['server', 'shared', 'tsconfig.base.json', 'package-lock.json'],
  entry: 'dist/server/main.js',
  make: compileServer,
}

/** @type {Product} */
const web = {
  name: 'web pages',
  folder: 'dist/web',
  sources: ['web', 'shared', 'vite.config.ts', 'tsconfig.base.json', 'package-lock.json'],
  entry: 'dist/web/.vite/manifest.json',
  make: bundleWeb,
}

/**
 * Builds the server and the web pages, each only when its sources have changed.
 * @returns {Promise<boolean>} false when something could not be built; why has been printed
 */
export async function buildAll() {
  return (await ensureBuilt(server)) && (await ensureBuilt(web))
}

/** @param {Product} product */
async function ensureBuilt(product) {
  if (isCurrent(product)) return true
  return withBuildLock(async () => {
    if (isCurrent(product)) return true
    console.error(`Building the ${product.name} ...`)
    // Taken before the build: a file saved meanwhile makes the next start build again.
    const built = fingerprint(product.sources)
    if (!(await product.make())) {
      console.error(`The ${product.name} could not be built: mend what is named above, and start again.`)
      return false
    }
    writeFileSync(stampOf(product), built)
    return true
  })
}

/** @param {Product} product */
function isCurrent(product) {
  const stamp = stampOf(product)
  if (!existsSync(stamp) || !existsSync(join(projectRoot, product.entry))) return false
  return readFileSync(stamp, 'utf8') === fingerprint(product.sources)
}

/** @param {Product} product */
function stampOf(product) {
  return join(projectRoot, product.folder, '.fingerprint')
}

async function compileServer() {
  // TypeScript's own record does not notice an output that was deleted.
  const force = existsSync(join(projectRoot, server.entry)) ? [] : ['--force']
  return (await runTool('typescript/bin/tsc', ['-b', 'server', ...force])) === 0
}

/** A server may be serving the pages of before: it never sees half a folder. */
async function bundleWeb() {
  const current = join(projectRoot, web.folder)
  const next = `${current}-next`
  const old = `${current}-old`
  rmSync(next, { recursive: true, force: true })
  const code = await runTool('vite/bin/vite.js', ['build', '--outDir', next, '--logLevel', 'warn'])
  if (code !== 0) return false
  rmSync(old, { recursive: true, force: true })
  mkdirSync(current, { recursive: true })
  renameSync(current, old)
  renameSync(next, current)
  rmSync(old, { recursive: true, force: true })
  return true
}
