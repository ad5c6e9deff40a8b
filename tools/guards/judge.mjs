import { testFilesById } from './sources.mjs'

/** @typedef {import('./sources.mjs').Marker} Marker */
/** @typedef {ReturnType<typeof import('./workshop.mjs').openWorkshop>} Workshop */
/** @typedef {'yes' | 'NO' | 'NO TEST' | 'RED' | 'BROKEN'} Verdict */

// A guard is the same in every deployment, so a test that runs on several is run on the quickest.
const ELSEWHERE = 'on Redis and PostgreSQL'

/**
 * Says of a guarding line whether the tests of its rule notice when it is gone.
 * @param {string} root
 */
export function createJudge(root) {
  const testFiles = testFilesById(root)

  /**
   * Unit tests take a second, the others start servers: they are asked only when no unit test notices.
   * @param {Workshop} workshop
   * @param {Marker} marker
   * @returns {Promise<Verdict>}
   */
  return async (workshop, marker) => {
    const files = testFiles.get(marker.id) ?? []
    const unit = files.filter((file) => file.startsWith('test/unit/'))
    const others = files.filter((file) => !unit.includes(file))
    const quick = await judgeBy(unit, workshop, marker)
    return quick === 'yes' || others.length === 0 ? quick : judgeBy(others, workshop, marker)
  }
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
