import { performance } from 'node:perf_hooks'
import { runSuite } from './mocha-suite.mjs'

/** @typedef {import('./stages.mjs').Check} Check */
/** @typedef {import('./stages.mjs').Suite} Suite */
/** @typedef {import('./summary.mjs').Result} Result */

/**
 * @param {Check} check
 * @returns {Promise<Result>}
 */
export async function runCheck(check) {
  const startedAt = performance.now()
  console.log(heading(check.title))
  const passed = await check.run()
  console.log(passed ? 'passed' : 'FAILED')
  return {
    name: check.name,
    passed: passed ? 1 : 0,
    failed: passed ? 0 : 1,
    skipped: 0,
    ms: performance.now() - startedAt,
  }
}

/**
 * Runs the lanes one after the other, and the suites of one lane beside each other.
 * @param {readonly Suite[]} suites
 * @param {readonly string[]} mochaArgs
 * @returns {Promise<Result[]>}
 */
export async function runSuites(suites, mochaArgs) {
  const results = []
  for (const lane of new Set(suites.map((suite) => suite.lane))) {
    /** @type {Promise<Result>[]} */
    const running = []
    for (const suite of suites.filter((candidate) => candidate.lane === lane)) {
      running.push(runOne(suite, mochaArgs, printInTurn(suite.title, running.at(-1))))
    }
    results.push(...(await Promise.all(running)))
  }
  return results
}

/**
 * @param {Suite} suite
 * @param {readonly string[]} mochaArgs
 * @param {(text: string) => void} print
 * @returns {Promise<Result>}
 */
async function runOne(suite, mochaArgs, print) {
  const startedAt = performance.now()
  const totals = await runSuite(suite, { mochaArgs, print })
  return { name: suite.name, ...totals, ms: performance.now() - startedAt }
}

/**
 * Suites that run beside each other are read one after the other: the later one is held back until the one
 * before it has ended, and streams from then on.
 * @param {string} title
 * @param {Promise<unknown> | undefined} before
 */
function printInTurn(title, before) {
  let held = `${heading(title)}\n`
  let isOurTurn = false
  const begin = () => {
    isOurTurn = true
    process.stdout.write(held)
  }
  if (before) before.then(begin, begin)
  else begin()
  /** @param {string} text */
  return (text) => {
    if (isOurTurn) process.stdout.write(text)
    else held += text
  }
}

/** @param {string} title */
function heading(title) {
  return `\n=== ${title} ===`
}
