import { partsOf } from './parts.mjs'
import { suites } from './stages.mjs'

/**
 * The test files of each suite, whether or not it has anything to run at the size that is asked for, and how long one of
 * its tests may take.
 */
export function filesOfSuites() {
  return suites.map((suite) => {
    const parts = partsOf({ ...suite, whole: true }, [])
    return { name: suite.name, timeoutMs: suite.timeoutMs, files: parts.flatMap(({ files }) => files) }
  })
}
