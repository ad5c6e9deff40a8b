import './node-version.mjs'
import { performance } from 'node:perf_hooks'
import { findGaps } from './guards/gaps.mjs'
import { readMarkers, testFilesById } from './guards/sources.mjs'
import { openWorkshop } from './guards/workshop.mjs'
import { projectRoot } from './project-root.mjs'

/**
 * Takes each guarding line out, one at a time, and shows that the tests of its rule notice.
 *   npm run test:guards              all of them, a few minutes
 *   npm run test:guards -- P12 A3    the lines of these rules only
 */

/** @typedef {import('./guards/sources.mjs').Marker} Marker */
/** @typedef {ReturnType<typeof openWorkshop>} Workshop */

const AT_ONCE = 2
// A guard is the same in every deployment, so a test that runs on several is run on the quickest.
const ELSEWHERE = 'on Redis and PostgreSQL'

process.on('SIGINT', () => process.exit(130)).on('SIGTERM', () => process.exit(143))

const wanted = process.argv.slice(2)
const testFiles = testFilesById(projectRoot)
const gaps = wanted.length > 0 ? [] : findGaps(projectRoot)
for (const gap of gaps) console.log(gap)

const markers = readMarkers(projectRoot).filter(({ id }) => wanted.length === 0 || wanted.includes(id))
const startedAt = performance.now()
console.log(`\nrule   notices  seconds  line`)
const silent = await takeOutAll([...markers])
const seconds = Math.round((performance.now() - startedAt) / 1_000)
console.log(`\n${markers.length} lines taken out in ${seconds} s, ${silent} unnoticed, ${gaps.length} gaps`)
process.exitCode = silent + gaps.length > 0 || markers.length === 0 ? 1 : 0

/**
 * @param {Marker[]} waiting
 * @returns {Promise<number>} how many nobody noticed
 */
async function takeOutAll(waiting) {
  let silent = 0
  async function work() {
    const workshop = openWorkshop(projectRoot)
    for (let marker = waiting.shift(); marker; marker = waiting.shift()) {
      if (!(await report(workshop, marker))) silent += 1
    }
    workshop.close()
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  return silent
}

/**
 * @param {Workshop} workshop
 * @param {Marker} marker
 */
async function report(workshop, marker) {
  const startedAt = performance.now()
  const verdict = await judge(workshop, marker)
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1)
  const { id, file, index, code } = marker
  console.log(`${id.padEnd(6)} ${verdict.padEnd(8)} ${seconds.padStart(7)}  ${file}:${index + 1}  ${code}`)
  return verdict === 'yes'
}

/** @typedef {'yes' | 'NO' | 'NO TEST' | 'RED' | 'BROKEN'} Verdict */

/**
 * Unit tests take a second, the others start servers: they are asked only when no unit test notices.
 * @param {Workshop} workshop
 * @param {Marker} marker
 * @returns {Promise<Verdict>}
 */
async function judge(workshop, marker) {
  const files = testFiles.get(marker.id) ?? []
  const unit = files.filter((file) => file.startsWith('test/unit/'))
  const others = files.filter((file) => !unit.includes(file))
  const quick = await judgeBy(unit, workshop, marker)
  return quick === 'yes' || others.length === 0 ? quick : judgeBy(others, workshop, marker)
}

/**
 * `yes`: a test of the rule passes with the line and fails without it.
 * @param {readonly string[]} files
 * @param {Workshop} workshop
 * @param {Marker} marker
 * @returns {Promise<Verdict>}
 */
async function judgeBy(files, workshop, marker) {
  if (files.length === 0) return 'NO TEST'
  const everywhere = `\\[${marker.id}\\]`
  const quickest = `^(?!.*${ELSEWHERE}).*${everywhere}`
  const whole = await workshop.run(files, quickest)
  const titles = whole && whole.passed.length + whole.failed.length > 0 ? quickest : everywhere
  const before = titles === quickest ? whole : await workshop.run(files, everywhere)
  if (!before || before.failed.length > 0) return 'RED'
  if (before.passed.length === 0) return 'NO TEST'
  const after = await workshop.without(marker, () => workshop.run(files, titles))
  if (!after || after.passed.length + after.failed.length === 0) return 'BROKEN'
  return after.failed.length > 0 ? 'yes' : 'NO'
}
