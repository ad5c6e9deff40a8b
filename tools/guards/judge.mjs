import { testFilesById } from './sources.mjs'

/** @typedef {import('./mutants.mjs').Mutant} Mutant */
/** @typedef {import('./sources.mjs').Marker} Marker */
/** @typedef {ReturnType<typeof import('./workshop.mjs').openWorkshop>} Workshop */
/** @typedef {{ titles: string, outcome: import('./workshop.mjs').Outcome | null }} Untouched */
/** @typedef {'yes' | 'NO' | 'NO TEST' | 'RED' | 'BROKEN'} Verdict */

// A guard is the same in every deployment, so a test that runs on several is run on the quickest.
const ELSEWHERE = 'on Redis and PostgreSQL'

/**
 * Says of a mutant whether the tests of its rule notice.
 * @param {string} root
 */
export function createJudge(root) {
  const testFiles = testFilesById(root)
  /** @type {Map<string, Promise<Untouched>>} a rule may have several guards, and a guard several mutants */
  const known = new Map()

  /**
   * Unit tests take a second, the others start servers: they are asked only when no unit test notices.
   * @param {Workshop} workshop
   * @param {Marker} marker
   * @param {Mutant} mutant
   * @returns {Promise<Verdict>}
   */
  return async (workshop, marker, mutant) => {
    const files = testFiles.get(marker.id) ?? []
    const unit = files.filter((file) => file.startsWith('test/unit/'))
    const others = files.filter((file) => !unit.includes(file))
    const quick = await judgeBy(unit, workshop, marker, mutant)
    return quick === 'yes' || others.length === 0 ? quick : judgeBy(others, workshop, marker, mutant)
  }

  /**
   * `yes`: a test of the rule passes with the guard and fails without it.
   * @param {readonly string[]} files
   * @param {Workshop} workshop
   * @param {Marker} marker
   * @param {Mutant} mutant
   * @returns {Promise<Verdict>}
   */
  async function judgeBy(files, workshop, { id, file }, { text }) {
    if (files.length === 0) return 'NO TEST'
    const asked = `${id} ${files}`
    const running = known.get(asked) ?? runUntouched(files, workshop, id)
    known.set(asked, running)
    const { titles, outcome } = await running
    if (!outcome || outcome.failed.length > 0) {
      console.log(`with nothing taken out: ${outcome ? outcome.failed.join('; ') : `${files} did not run`}`)
      return 'RED'
    }
    if (outcome.passed.length === 0) return 'NO TEST'
    const after = await workshop.changed(file, text, async () => {
      const first = await workshop.runToFailure(files, titles)
      // A hook that fails ends it too, and the tests that would have noticed did not run.
      return first?.hooksFailed && first.failed.length === 0 ? workshop.run(files, titles) : first
    })
    if (!after || after.passed.length + after.failed.length === 0) return 'BROKEN'
    return after.failed.length > 0 ? 'yes' : 'NO'
  }
}

/**
 * How the tests of a rule end while nothing is taken out, and which titles those are.
 * @param {readonly string[]} files
 * @param {Workshop} workshop
 * @param {string} id
 * @returns {Promise<Untouched>}
 */
async function runUntouched(files, workshop, id) {
  const everywhere = `\\[${id}\\]`
  const quickest = `^(?!.*${ELSEWHERE}).*${everywhere}`
  const outcome = await workshop.run(files, quickest)
  if (outcome && outcome.passed.length + outcome.failed.length > 0) return { titles: quickest, outcome }
  return { titles: everywhere, outcome: await workshop.run(files, everywhere) }
}
