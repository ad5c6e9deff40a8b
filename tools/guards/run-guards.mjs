import { performance } from 'node:perf_hooks'
import fc from 'fast-check'
import { projectRoot } from '../project-root.mjs'
import { findGaps } from './gaps.mjs'
import { createJudge } from './judge.mjs'
import { mutantsOf } from './mutants.mjs'
import { readMarkers } from './sources.mjs'
import { openWorkshop } from './workshop.mjs'

/** @typedef {import('./mutants.mjs').Mutant} Mutant */
/** @typedef {import('./sources.mjs').Marker} Marker */

const AT_ONCE = 2

/**
 * Takes guards out, one at a time, and shows that the tests of their rules notice. With `rules`, those of
 * these rules only; with `forMs`, none is begun after so long, and which ones come first is told by a seed. Where
 * rules, lines and titles do not fit together counts as failed too.
 * @param {{ rules?: readonly string[], forMs?: number }} wish
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runGuards({ rules, forMs = Number.POSITIVE_INFINITY }) {
  const gaps = rules ? [] : findGaps(projectRoot)
  for (const gap of gaps) console.log(gap)
  const all = readMarkers(projectRoot).filter(({ id }) => !rules || rules.includes(id))
  const waiting = forMs === Number.POSITIVE_INFINITY ? all : inTurn(all)
  const until = performance.now() + forMs
  console.log('\nrule   notices  seconds  line')
  const verdicts = await takeOut([...waiting], until)
  const missed = verdicts.filter((verdict) => verdict !== null)
  const passed = verdicts.length - missed.length
  // Again at the end: a table of hundreds of lines is cut short where it is kept.
  for (const rows of missed) console.log(`\nnot noticed:\n${rows}`)
  console.log(
    `\n${verdicts.length} of ${all.length} guards taken out, ${passed} noticed, ${gaps.length} gaps`,
  )
  // No line at all is a rule that was misspelled.
  return { passed, failed: missed.length + gaps.length + (verdicts.length === 0 ? 1 : 0) }
}

/** @param {readonly Marker[]} all */
function inTurn(all) {
  const seed = Number(process.env.GUARDS_SEED ?? Date.now() % 2 ** 31)
  console.log(`GUARDS_SEED=${seed}`)
  const order = fc.shuffledSubarray([...all], { minLength: all.length })
  return fc.sample(order, { seed, numRuns: 1 })[0] ?? []
}

/**
 * @param {Marker[]} waiting
 * @param {number} until
 * @returns {Promise<(string | null)[]>} of each, the rows that tell that nobody noticed
 */
async function takeOut(waiting, until) {
  const judge = createJudge(projectRoot)
  /** @type {(string | null)[]} */
  const verdicts = []
  async function work() {
    const workshop = openWorkshop(projectRoot)
    while (performance.now() < until) {
      const marker = waiting.shift()
      if (!marker) break
      verdicts.push(await missedBy(marker, (mutant) => judge(workshop, marker, mutant)))
    }
    workshop.close()
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return verdicts
}

/**
 * What the table says of a guard that can be gone in some way without a test that notices; null where there is none.
 * @param {Marker} marker
 * @param {(mutant: Mutant) => Promise<string>} judge
 */
async function missedBy(marker, judge) {
  const { id, file, index, code } = marker
  const rows = []
  let noticed = 0
  for (const mutant of mutantsOf(marker)) {
    const startedAt = performance.now()
    const verdict = await judge(mutant)
    const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1)
    const row = `${id.padEnd(6)} ${verdict.padEnd(8)} ${seconds.padStart(7)}  ${file}:${index + 1}  ${code}
${''.padEnd(23)}  instead: ${mutant.line || '(nothing)'}`
    console.log(row)
    rows.push(row)
    if (verdict === 'yes') noticed += 1
  }
  if (rows.length === 0)
    return `${id.padEnd(6)} nothing on this line can be taken out  ${file}:${index + 1}  ${code}`
  return noticed === rows.length ? null : rows.join('\n')
}
