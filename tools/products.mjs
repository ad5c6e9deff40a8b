import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { withBuildLock } from './build-lock.mjs'
import { fingerprint } from './fingerprint.mjs'
import { projectRoot } from './project-root.mjs'
import { runProgram } from './run-program.mjs'

/** @typedef {{ name: string, folder: string, sources: string[], entry: string, make: (folder: string) => Promise<number> }} Product */

/** @type {Product} */
const server = {
  name: 'server',
  folder: 'dist/server',
  sources: ['server', 'shared', 'tsconfig.base.json', 'package-lock.json', 'tools/bundle-server.mjs'],
  entry: 'dist/server/main.js',
  make: (folder) => runNode('tools/bundle-server.mjs', folder, 'server/main.ts'),
}

/** @type {Product} */
const web = {
  name: 'web pages',
  folder: 'dist/web',
  sources: ['web', 'shared', 'vite.config.ts', 'tsconfig.base.json', 'package-lock.json'],
  entry: 'dist/web/.vite/manifest.json',
  make: (folder) =>
    runNode('node_modules/vite/bin/vite.js', 'build', '--outDir', folder, '--logLevel', 'warn'),
}

const testEntries = ['lives', 'a-delay', 'slow-rows', 'a-fault', 'counts', 'traffic'].map(
  (what) => `test/support/rekey-with-${what}.ts`,
)

/** @type {Product} */
const testServers = {
  name: 'servers of the tests',
  folder: 'dist/test',
  sources: [...server.sources, ...testEntries],
  entry: 'dist/test/rekey-with-lives.js',
  make: (folder) => runNode('tools/bundle-server.mjs', folder, ...testEntries),
}

/**
 * Builds the server and the web pages, each only when its sources have changed.
 * @returns {Promise<boolean>} false when something could not be built; why has been printed
 */
export async function buildAll() {
  return (await ensureBuilt(server)) && (await ensureBuilt(web))
}

/** The same for the servers with a life, a delay or a fault of their own that tests start. */
export async function buildForTests() {
  return (await buildAll()) && (await ensureBuilt(testServers))
}

/** @param {Product} product */
async function ensureBuilt(product) {
  if (isCurrent(product)) return true
  return withBuildLock(async () => {
    if (isCurrent(product)) return true
    console.error(`Building the ${product.name} ...`)
    // Taken before the build: a file saved meanwhile makes the next start build again.
    const built = fingerprint(product.sources)
    const next = join(projectRoot, `${product.folder}-next`)
    rmSync(next, { recursive: true, force: true })
    if ((await product.make(next)) !== 0) {
      console.error(`The ${product.name} could not be built: mend what is named above, and start again.`)
      return false
    }
    replaceFolder(join(projectRoot, product.folder), next)
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

/**
 * A server may be running from what was there, and serving its pages: nobody ever sees half a folder.
 * @param {string} current
 * @param {string} next
 */
function replaceFolder(current, next) {
  const old = `${current}-old`
  rmSync(old, { recursive: true, force: true })
  mkdirSync(current, { recursive: true })
  renameSync(current, old)
  renameSync(next, current)
  rmSync(old, { recursive: true, force: true })
}

/** @param {string[]} args the script and what it is told */
function runNode(...args) {
  return runProgram(process.execPath, args)
}
