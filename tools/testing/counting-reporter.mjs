import { writeFileSync } from 'node:fs'
import Mocha from 'mocha'

const { EVENT_TEST_END, EVENT_TEST_FAIL, EVENT_RUN_END } = Mocha.Runner.constants
const patienceMs = 10_000
const mostLines = 6

/**
 * What one suite's process tells the one that started it.
 * @typedef {{
 *   passed: number, failed: number, skipped: number, failures: string[], finished: boolean, leftOpen: string[],
 * }} Counts
 */

/**
 * Mocha's own report, and beside it the counts in a file. It is written after every test, so that a suite that
 * hangs or crashes still tells how far it came.
 */
export default class CountingReporter extends Mocha.reporters.Spec {
  /**
   * @param {Mocha.Runner} runner
   * @param {Mocha.MochaOptions} options
   */
  constructor(runner, options) {
    super(runner, options)
    const file = String(options.reporterOptions?.counts)
    /** @type {string[]} */
    const failures = []
    /** @param {Pick<Counts, 'finished' | 'leftOpen'>} end */
    const write = (end) => {
      const { passes: passed = 0, failures: failed = 0, pending: skipped = 0 } = runner.stats ?? {}
      writeFileSync(file, JSON.stringify({ passed, failed, skipped, failures, ...end }))
    }
    runner.on(EVENT_TEST_FAIL, (test, error) => failures.push(describeFailure(test, error)))
    runner.on(EVENT_TEST_END, () => write({ finished: false, leftOpen: [] }))
    runner.on(EVENT_RUN_END, () => {
      write({ finished: true, leftOpen: [] })
      endWhatIsLeftOpen((leftOpen) => write({ finished: true, leftOpen }))
    })
  }
}

/**
 * @param {Mocha.Runnable} test or a hook
 * @param {unknown} error
 */
function describeFailure(test, error) {
  const lines = String(error).split('\n').slice(0, mostLines)
  return [test.fullTitle(), ...lines.map((line) => `    ${line}`)].join('\n')
}

/**
 * A server, socket or timer that a test forgot keeps the process alive: that is a fault to name, not to wait for.
 * The timer itself keeps nothing alive.
 * @param {(resources: string[]) => void} tell
 */
function endWhatIsLeftOpen(tell) {
  const end = () => {
    tell([...new Set(process.getActiveResourcesInfo())])
    process.exit()
  }
  setTimeout(end, patienceMs).unref()
}
