import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectRoot } from '../project-root.mjs'
import { size } from './sizes.mjs'

/** @typedef {import('./counting-reporter.mjs').Counts} Counts */
/** @typedef {{ passed: number, failed: number, skipped: number }} Totals */

/** A suite that takes longer hangs. */
const longestRunMs = { short: 6, long: 20, full: 120 }[size] * 60_000
const mocha = join(projectRoot, 'node_modules/mocha/bin/mocha.js')
const reporter = join(projectRoot, 'tools/testing/counting-reporter.mjs')

/**
 * Runs a suite, or a part of one, in a process of its own.
 * @param {import('./parts.mjs').Part} part
 * @param {{ mochaArgs: readonly string[], print: (text: string) => void }} options
 * @returns {Promise<Totals>}
 */
export async function runPart(part, { mochaArgs, print }) {
  const folder = mkdtempSync(join(tmpdir(), 'rekey-counts-'))
  const clear = () => rmSync(folder, { recursive: true, force: true })
  process.once('exit', clear)
  try {
    const countsFile = join(folder, 'counts.json')
    const end = await runMocha([...argumentsOf(part, countsFile), ...mochaArgs], part.needsBuild, print)
    return judge(part, end, readCounts(countsFile), print)
  } finally {
    process.off('exit', clear)
    clear()
  }
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
 * @param {readonly string[]} args
 * @param {boolean} isBuilt the server was built before: tests run that one
 * @param {(text: string) => void} print
 * @returns {Promise<{ code: number | null, hung: boolean }>}
 */
function runMocha(args, isBuilt, print) {
  return new Promise((resolve, reject) => {
    // Mocha's own settings would make it start a second process. As the leader of a group, it takes with it what
    // it started.
    const child = spawn(process.execPath, ['--import', 'tsx', mocha, '--no-package', ...args], {
      cwd: projectRoot,
      env: { ...process.env, ...(isBuilt && { REKEY_BUILT: '1' }) },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', print)
    const killGroup = () => endGroup(child.pid)
    let hung = false
    const bound = setTimeout(() => {
      hung = true
      killGroup()
    }, longestRunMs)
    process.once('exit', killGroup)
    child.once('error', reject)
    child.once('close', (code) => {
      clearTimeout(bound)
      process.off('exit', killGroup)
      resolve({ code, hung })
    })
  })
}

/** @param {number | undefined} leader */
function endGroup(leader) {
  if (leader === undefined) return
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
    return { passed: 0, failed: 0, skipped: 0, finished: false, leftOpen: [] }
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
  const { passed, failed, skipped } = counts
  const fault = faultOf(part, end, counts)
  if (fault) print(`\n${fault}\n`)
  return { passed, failed: failed + (fault ? 1 : 0), skipped }
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
