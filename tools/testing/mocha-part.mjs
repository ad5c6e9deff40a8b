import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { projectRoot } from '../project-root.mjs'
import { size } from './sizes.mjs'

/** @typedef {import('./counting-reporter.mjs').Counts} Counts */
/** @typedef {{ passed: number, failed: number, skipped: number, failures: string[] }} Totals */

/**
 * `node` is another program than the one that runs this: the folder it lies in, and the size of the tests there.
 * @typedef {{
 *   mochaArgs?: readonly string[], print?: (text: string) => void, node?: { bin: string, size: string },
 * }} PartOptions
 */

/** A suite that takes longer hangs. */
const longestRunMs = { short: 8, long: 20, full: 120 }[size] * 60_000
const mocha = join(projectRoot, 'node_modules/mocha/bin/mocha.js')
const reporter = join(projectRoot, 'tools/testing/counting-reporter.mjs')

/** The leaders of the groups that run now. */
const leaders = /** @type {Set<number>} */ (new Set())
const countsFolder = mkdtempSync(join(tmpdir(), 'rekey-counts-'))

process.once('exit', () => {
  for (const leader of leaders) endGroup(leader)
  rmSync(countsFolder, { recursive: true, force: true })
})

/**
 * Runs a suite, or a part of one, in a process of its own.
 * @param {import('./parts.mjs').Part} part
 * @param {PartOptions} options
 * @returns {Promise<Totals>}
 */
export async function runPart(part, { mochaArgs = [], print = (text) => process.stdout.write(text), node }) {
  const countsFile = join(countsFolder, `${randomUUID()}.json`)
  const env = { ...process.env, ...(part.needsBuild && { REKEY_BUILT: '1' }), ...(node && envOf(node)) }
  const end = await runMocha([...argumentsOf(part, countsFile), ...mochaArgs], {
    program: node ? join(node.bin, 'node') : process.execPath,
    env,
    print,
  })
  return judge(part, end, readCounts(countsFile), print)
}

/**
 * @param {import('./parts.mjs').Part} part
 * @param {string} countsFile
 */
function argumentsOf(part, countsFile) {
  const options = [
    '--timeout',
    String(part.timeoutMs),
    '--reporter',
    reporter,
    '--reporter-option',
    `counts=${countsFile}`,
  ]
  const strict = process.env.CI ? ['--forbid-only', '--forbid-pending'] : ['--forbid-only']
  const color = process.stdout.isTTY ? ['--color'] : ['--no-color']
  return [...options, ...strict, ...color, ...part.files]
}

/**
 * Servers that tests start are found by PATH.
 * @param {{ bin: string, size: string }} node
 */
function envOf({ bin, size: testSize }) {
  return { PATH: `${bin}${delimiter}${process.env.PATH}`, TEST_SIZE: testSize }
}

/**
 * @param {readonly string[]} args
 * @param {{ program: string, env: NodeJS.ProcessEnv, print: (text: string) => void }} options
 * @returns {Promise<{ code: number | null, hung: boolean }>}
 */
function runMocha(args, { program, env, print }) {
  return new Promise((resolve, reject) => {
    // Mocha's own settings would make it start a second process. As the leader of a group, it takes with it what
    // it started.
    const child = spawn(program, ['--import', 'tsx', mocha, '--no-package', ...args], {
      cwd: projectRoot,
      env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', print)
    const leader = child.pid ?? 0
    if (leader) leaders.add(leader)
    let hung = false
    const bound = setTimeout(() => {
      hung = true
      endGroup(leader)
    }, longestRunMs)
    child.once('error', reject)
    child.once('close', (code) => {
      clearTimeout(bound)
      leaders.delete(leader)
      resolve({ code, hung })
    })
  })
}

/** @param {number} leader */
function endGroup(leader) {
  if (leader === 0) return
  try {
    process.kill(-leader, 'SIGKILL')
  } catch {
    // All of it has ended already.
  }
}

/**
 * @param {string} file
 * @returns {Counts}
 */
function readCounts(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return { passed: 0, failed: 0, skipped: 0, failures: [], finished: false, leftOpen: [] }
  }
}

/**
 * Whatever goes wrong outside of a test counts as one more failure, with a sentence.
 * @param {import('./parts.mjs').Part} part
 * @param {{ code: number | null, hung: boolean }} end
 * @param {Counts} counts
 * @param {(text: string) => void} print
 * @returns {Totals}
 */
function judge(part, end, counts, print) {
  const { passed, failed, skipped, failures } = counts
  const fault = faultOf(part, end, counts)
  if (!fault) return { passed, failed, skipped, failures }
  print(`\n${fault}\n`)
  return { passed, failed: failed + 1, skipped, failures: [...failures, fault] }
}

/**
 * @param {import('./parts.mjs').Part} part
 * @param {{ code: number | null, hung: boolean }} end
 * @param {Counts} counts
 */
function faultOf(part, end, { passed, failed, skipped, finished, leftOpen }) {
  if (end.hung)
    return `The suite "${part.name}" was ended after ${longestRunMs / 60_000} minutes without a result.`
  if (!finished && passed + failed + skipped === 0) {
    return `The suite "${part.name}" ran no test: see above why, or add one beside ${part.files[0]}.`
  }
  if (!finished) return `The suite "${part.name}" broke off before its last test: see above why.`
  if (passed + failed + skipped === 0) return `The suite "${part.name}" found no test to run.`
  if (leftOpen.length > 0) {
    return `The suite "${part.name}" left something open after its last test (${leftOpen.join(', ')}): close it in after().`
  }
  if (end.code !== 0 && failed === 0)
    return `The suite "${part.name}" ended with exit code ${end.code}: see above why.`
  return undefined
}
