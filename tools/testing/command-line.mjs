import { size } from './sizes.mjs'
import { checks, suites } from './stages.mjs'

const guards = { name: 'guards' }
const nodes = { name: 'nodes' }

/**
 * `npm test` runs everything; `npm test -- unit --grep PIN` only the named stages, and hands the rest to mocha. The
 * long and the full run leave out the checks, which are the same at every size, and take the guards in instead.
 * @param {readonly string[]} args
 */
export function chooseStages(args) {
  const firstOption = args.findIndex((arg) => arg.startsWith('-'))
  const names = firstOption === -1 ? args : args.slice(0, firstOption)
  const known = [...checks, ...suites, guards, nodes].map(({ name }) => name)
  const unknown = names.find((name) => !known.includes(name))
  if (unknown !== undefined) {
    console.error(
      `There is no stage "${unknown}". Name some of: ${known.join(', ')}; or none, to run them all.`,
    )
    process.exit(2)
  }
  /** @param {{ name: string }} stage @param {boolean} unnamed whether it runs when no stage is named */
  const isChosen = ({ name }, unnamed) => (names.length === 0 ? unnamed : names.includes(name))
  return {
    checks: checks.filter((check) => isChosen(check, size === 'short')),
    // What was named runs as a whole.
    suites: suites
      .filter((suite) => isChosen(suite, !(suite.tooLong && size === 'short')))
      .map((suite) => (names.length > 0 ? { ...suite, whole: true } : suite)),
    withGuards: isChosen(guards, size !== 'short'),
    onLaterNodes: isChosen(nodes, size === 'full'),
    mochaArgs: firstOption === -1 ? [] : args.slice(firstOption),
  }
}
