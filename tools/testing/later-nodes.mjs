import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { projectRoot } from '../project-root.mjs'
import { runProgram } from '../run-program.mjs'
import { partsOf } from './parts.mjs'
import { heading, runOne, sumBySuite } from './run-stages.mjs'
import { suites } from './stages.mjs'

/** @typedef {import('./summary.mjs').Result} Result */

/** Besides the oldest that package.json allows: the one that the image has, and the one after it. */
const MAJORS = [24, 26]

/** Those that can fail for want of something in another Node: browsers do not care. */
export const suitesOnLaterNodes = suites.filter(({ name }) => ['unit', 'contract', 'protocol'].includes(name))

/**
 * Runs these suites once more on each later Node, at the short size: what is asked here is whether it runs at all.
 * @returns {Promise<Result[]>}
 */
export async function runOnLaterNodes() {
  /** @type {Result[]} */
  const results = []
  for (const major of MAJORS) {
    const name = `node ${major}`
    console.log(heading(`Unit, contract and protocol tests on Node ${major}`))
    const bin = await install(major)
    if (bin === null) {
      const failures = [`Node ${major} could not be installed from the npm registry: see above why.`]
      results.push({ name, passed: 0, failed: 1, skipped: 0, failures, ms: 0 })
      continue
    }
    for (const suite of suitesOnLaterNodes) {
      for (const part of partsOf({ ...suite, whole: true }, [])) {
        results.push(await runOne({ ...part, name }, { node: { bin, size: 'short' } }))
      }
    }
  }
  return sumBySuite(results)
}

/**
 * Into a folder of its own, so that nobody else's install brings 200 MB.
 * @param {number} major
 * @returns {Promise<string | null>} the folder of its program
 */
async function install(major) {
  const folder = join(projectRoot, 'dist/nodes', String(major))
  const name = `node-${process.platform}-${process.arch}`
  await mkdir(folder, { recursive: true })
  const args = ['install', '--no-save', '--no-audit', '--no-fund', '--prefix', folder, `${name}@${major}`]
  return (await runProgram('npm', args)) === 0 ? join(folder, 'node_modules', name, 'bin') : null
}
