import './node-version.mjs'
import { ensureDependencies } from './dependencies.mjs'
import { buildForTests } from './products.mjs'
import { totalsLine } from './testing/summary.mjs'

/**
 * Takes each guard out, one at a time, and shows that the tests of its rule notice.
 *   npm run test:guards              all of them
 *   npm run test:guards -- P12 A3    those of these rules only
 */

process.on('SIGINT', () => process.exit(130)).on('SIGTERM', () => process.exit(143))

const rules = process.argv.slice(2)
await ensureDependencies()
// Pages that are not built fail every test over a server, and then nothing notices anything.
if (!(await buildForTests())) process.exit(1)
// Not above: it needs what is installed only here.
const { runGuards } = await import('./guards/run-guards.mjs')
const totals = await runGuards(rules.length > 0 ? { rules } : {})
console.log(`\n${totalsLine(totals)}`)
process.exitCode = totals.failed > 0 ? 1 : 0
