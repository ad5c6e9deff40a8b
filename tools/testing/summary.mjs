/**
 * @typedef {{
 *   name: string, passed: number, failed: number, skipped: number, failures: string[], ms: number,
 * }} Result what failed is named, each with the first lines of why
 */

/**
 * Prints what failed, each stage's share of the time, and as the very last line what the whole run came to. What
 * failed may stand thousands of lines above.
 * @param {readonly Result[]} results
 * @param {number} elapsedMs
 */
export function printSummary(results, elapsedMs) {
  for (const { name, failures } of results) {
    for (const failure of failures) console.log(`\nFAILED in ${name}: ${failure}`)
  }
  const sum = results.reduce((total, { ms }) => total + ms, 0)
  console.log(`\n${'stage'.padEnd(10)}${'time'.padStart(9)}${'share'.padStart(8)}   result`)
  for (const result of results) {
    const share = `${Math.round((100 * result.ms) / Math.max(sum, 1))} %`
    console.log(`${result.name.padEnd(10)}${seconds(result.ms)}${share.padStart(8)}   ${totalsLine(result)}`)
  }
  console.log(`${'in all'.padEnd(10)}${seconds(elapsedMs)}\n`)
  console.log(totalsLine(addUp(results)))
}

/** @param {readonly Result[]} results */
export function addUp(results) {
  const totals = { passed: 0, failed: 0, skipped: 0 }
  for (const { passed, failed, skipped } of results) {
    totals.passed += passed
    totals.failed += failed
    totals.skipped += skipped
  }
  return totals
}

/**
 * The last line of every run.
 * @param {{ passed: number, failed: number, skipped?: number }} totals
 */
export function totalsLine({ passed, failed, skipped = 0 }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

/** @param {number} ms */
function seconds(ms) {
  return `${(ms / 1_000).toFixed(1)} s`.padStart(9)
}
