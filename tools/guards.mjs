import './node-version.mjs'
import { runGuards } from './guards/run-guards.mjs'
import { totalsLine } from './testing/summary.mjs'

/**
 * Takes each guarding line out, one at a time, and shows that the tests of its rule notice.
 *   npm run test:guards              all of them
 *   npm run test:guards -- P12 A3    the lines of these rules only
 */

process.on('SIGINT', () => process.exit(130)).on('SIGTERM', () => process.exit(143))

const rules = process.argv.slice(2)
const totals = await runGuards(rules.length > 0 ? { rules } : {})
console.log(`\n${totalsLine(totals)}`)
process.exitCode = totals.failed > 0 ? 1 : 0
