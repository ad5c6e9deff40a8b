import { availableParallelism } from 'node:os'
import { performance } from 'node:perf_hooks'
import { runPart } from './mocha-part.mjs'
import { partsOf } from './parts.mjs'
import { size } from './sizes.mjs'
import { addUp } from './summary.mjs'

/** @typedef {import('./stages.mjs').Check} Check */
/** @typedef {import('./parts.mjs').Part} Part */
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
    failures: passed ? [] : [check.title],
    ms: performance.now() - startedAt,
  }
}

/**
 * How many processes run beside each other. In the short run two more than there are processors, since a test waits
 * for more than half of its time; what measures an attack at full size has the machine to itself.
 */
const lanes = { short: availableParallelism() + 2, long: availableParallelism(), full: 1 }[size]

/** Whether what mostly waits runs beside them. */
const besideLanes = size !== 'full'

/**
 * Runs the suites in lanes beside each other, and beside those what mostly waits.
 * @param {readonly Suite[]} suites
 * @param {readonly string[]} mochaArgs
 * @returns {Promise<Result[]>}
 */
export async function runSuites(suites, mochaArgs) {
  const waiting = suites.flatMap((suite) => partsOf(suite, mochaArgs))
  /** @type {Promise<Result>[]} */
  const running = []
  /** @type {Promise<unknown>} */
  let printed = Promise.resolve()
  async function work() {
    for (let part = waiting.shift(); part; part = waiting.shift()) {
      const ended = runOne(part, { mochaArgs, print: printAfter(printed, part.title) })
      running.push(ended)
      printed = Promise.all([printed, ended])
      if (!(part.mostlyWaits && besideLanes)) await ended
    }
  }
  await Promise.all(Array.from({ length: lanes }, work))
  return sumBySuite(await Promise.all(running))
}

/**
 * @param {Part} part
 * @param {import('./mocha-part.mjs').PartOptions} options
 * @returns {Promise<Result>}
 */
export async function runOne(part, options) {
  const startedAt = performance.now()
  const totals = await runPart(part, options)
  return { name: part.name, ...totals, ms: performance.now() - startedAt }
}

/**
 * @param {readonly Result[]} results of the parts
 * @returns {Result[]}
 */
export function sumBySuite(results) {
  const names = [...new Set(results.map(({ name }) => name))]
  return names.map((name) => {
    const parts = results.filter((result) => result.name === name)
    const failures = parts.flatMap((part) => part.failures)
    return { name, ...addUp(parts), failures, ms: parts.reduce((sum, { ms }) => sum + ms, 0) }
  })
}

/**
 * What runs beside each other is read one after the other: a later one is held back until all before it are
 * printed, and streams from then on.
 * @param {Promise<unknown>} allBefore
 * @param {string} title
 */
function printAfter(allBefore, title) {
  let held = `${heading(title)}\n`
  let isOurTurn = false
  void allBefore.then(() => {
    isOurTurn = true
    process.stdout.write(held)
  })
  /** @param {string} text */
  return (text) => {
    if (isOurTurn) process.stdout.write(text)
    else held += text
  }
}

/** @param {string} title */
export function heading(title) {
  return `\n=== ${title} ===`
}
