import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { filesOfSuites } from '../testing/files-of-suites.mjs'

/** As they are, for nothing here writes into them. */
const LINKED = ['node_modules', 'dist']
const longestRunMs = 300_000

/**
 * What mocha's JSON report tells of the tests that ran; null when they did not even start.
 * @typedef {{ passed: string[], failed: string[], hooksFailed: number }} Outcome
 */

/**
 * A copy of the project in which a guard can be gone while the project itself stays as it is.
 * @param {string} root
 */
export function openWorkshop(root) {
  const folder = mkdtempSync(join(tmpdir(), 'rekey-guards-'))
  const close = () => rmSync(folder, { recursive: true, force: true })
  process.once('exit', close)
  const left = [...LINKED, '.git', 'data'].map((name) => join(root, name))
  cpSync(root, folder, { recursive: true, filter: (path) => !left.includes(path) })
  for (const name of LINKED) symlinkSync(join(root, name), join(folder, name))

  /**
   * @param {string} file
   * @param {string} mutated what it has meanwhile
   * @param {() => Promise<Outcome | null>} run
   */
  async function changed(file, mutated, run) {
    const path = join(folder, file)
    const text = readFileSync(path, 'utf8')
    writeFileSync(path, mutated)
    try {
      return await run()
    } finally {
      writeFileSync(path, text)
    }
  }

  return {
    close,
    changed,
    /**
     * @param {readonly string[]} files
     * @param {string} titles a regular expression
     */
    run: (files, titles) => runMocha(folder, files, ['--grep', titles]),
    /**
     * The same, up to the first test that fails.
     * @param {readonly string[]} files
     * @param {string} titles
     */
    runToFailure: (files, titles) => runMocha(folder, files, ['--grep', titles, '--bail']),
  }
}

/**
 * @param {string} folder
 * @param {readonly string[]} files
 * @param {readonly string[]} options
 * @returns {Promise<Outcome | null>}
 */
function runMocha(folder, files, options) {
  const mocha = join(folder, 'node_modules/mocha/bin/mocha.js')
  const { ordered, timeoutMs } = inSuites(files)
  // Mocha's own settings would start a second process, which nobody could end.
  const always = ['--no-package', '--exit', '--timeout', `${timeoutMs}`, '--reporter', 'json']
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', 'tsx', mocha, ...always, ...options, ...ordered], {
      cwd: folder,
      // However much of the tests is run besides: a guard is missed by the few as by the many.
      env: { ...process.env, TEST_SIZE: 'short' },
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const end = () => void child.kill('SIGKILL')
    const bound = setTimeout(end, longestRunMs)
    process.once('exit', end)
    let report = ''
    child.stdout.setEncoding('utf8').on('data', (text) => {
      report += text
    })
    child.once('error', reject)
    child.once('close', () => {
      clearTimeout(bound)
      process.off('exit', end)
      resolve(outcomeOf(report))
    })
  })
}

/**
 * These files, those with the shortest tests first, and how long a test of them may take: as long as in its suite, and
 * not less than half a minute. One that is cut short would be red whatever was taken out.
 * @param {readonly string[]} files
 */
function inSuites(files) {
  const suites = filesOfSuites()
    .filter((suite) => suite.files.some((file) => files.includes(file)))
    .sort((one, other) => one.timeoutMs - other.timeoutMs)
  return {
    ordered: suites.flatMap((suite) => files.filter((file) => suite.files.includes(file))),
    timeoutMs: Math.max(30_000, ...suites.map(({ timeoutMs }) => timeoutMs)),
  }
}

/**
 * Tests print too, so the report is what stands between the first line that opens it and the last brace. A
 * hook that fails means that nothing was tested.
 * @param {string} output
 * @returns {Outcome | null}
 */
function outcomeOf(output) {
  const start = output.search(/^\{\n {2}"stats"/m)
  if (start === -1) return null
  const { passes, failures } = JSON.parse(output.slice(start, output.lastIndexOf('}') + 1))
  /** @type {(tests: { fullTitle: string }[]) => string[]} */
  const titles = (tests) => tests.map(({ fullTitle }) => fullTitle).filter((title) => !/" hook\b/.test(title))
  const failed = titles(failures)
  return { passed: titles(passes), failed, hooksFailed: failures.length - failed.length }
}
