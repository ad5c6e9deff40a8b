import './node-version.mjs'
import { performance } from 'node:perf_hooks'
import { ensureDependencies } from './dependencies.mjs'
import { buildForTests } from './products.mjs'
import { chooseStages } from './testing/command-line.mjs'
import { runOnLaterNodes, suitesOnLaterNodes } from './testing/later-nodes.mjs'
import { ensurePrograms } from './testing/programs.mjs'
import { heading, runCheck, runSuites } from './testing/run-stages.mjs'
import { size } from './testing/sizes.mjs'
import { addUp, printSummary } from './testing/summary.mjs'

const startedAt = performance.now()
const { checks, suites, withGuards, onLaterNodes, mochaArgs } = chooseStages(process.argv.slice(2))
/** @type {import('./testing/summary.mjs').Result[]} */
const results = []

// A suite's process ends when this one exits, so an interrupted run leaves nothing behind.
process.on('SIGINT', () => process.exit(130)).on('SIGTERM', () => process.exit(143))

await ensureDependencies()
await runChosen()
printSummary(results, performance.now() - startedAt)
process.exitCode = addUp(results).failed > 0 ? 1 : 0

async function runChosen() {
  const used = onLaterNodes ? [...suites, ...suitesOnLaterNodes] : suites
  if (!(await ensurePrograms(used.flatMap(({ programs }) => programs)))) {
    return noteFailure('programs', 'a program that the tests need is missing: see above which')
  }
  for (const check of checks) results.push(await runCheck(check))
  if (hasFailed('types') || hasFailed('build')) {
    console.log('\nThe suites were left out: they mean nothing before the types and the build are right.')
    return
  }
  if (used.some(({ needsBuild }) => needsBuild) && !(await buildForTests())) {
    return noteFailure('build', 'see above why')
  }
  results.push(...(await runSuites(suites, mochaArgs)))
  if (onLaterNodes) results.push(...(await runOnLaterNodes()))
  if (withGuards) results.push(await takeGuardsOut())
}

/** Of the long run, as many as two minutes allow, other ones each time. */
async function takeGuardsOut() {
  console.log(heading('Guards, taken out one at a time'))
  const began = performance.now()
  // Not above: it needs what is installed only here.
  const { runGuards } = await import('./guards/run-guards.mjs')
  const totals = await runGuards(size === 'full' ? {} : { forMs: 2 * 60_000 })
  const failures =
    totals.failed > 0
      ? ['some guards can be taken out and nobody notices: they are named above, below the table']
      : []
  return { name: 'guards', ...totals, skipped: 0, failures, ms: performance.now() - began }
}

/**
 * @param {string} name
 * @param {string} why
 */
function noteFailure(name, why) {
  results.push({ name, passed: 0, failed: 1, skipped: 0, failures: [why], ms: 0 })
}

/** @param {string} name */
function hasFailed(name) {
  return results.some((result) => result.name === name && result.failed > 0)
}
