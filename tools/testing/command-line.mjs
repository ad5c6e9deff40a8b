import { checks, suites } from './stages.mjs'

/**
 * `npm test` runs everything; `npm test -- unit --grep PIN` only the named stages, and hands the rest to mocha.
 * @param {readonly string[]} args
 */
export function chooseStages(args) {
  const firstOption = args.findIndex((arg) => arg.startsWith('-'))
  const names = firstOption === -1 ? args : args.slice(0, firstOption)
  const known = [...checks, ...suites].map(({ name }) => name)
  const unknown = names.find((name) => !known.includes(name))
  if (unknown !== undefined) {
    console.error(
      `There is no stage "${unknown}". Name some of: ${known.join(', ')}; or none, to run them all.`,
    )
    process.exit(2)
  }
  /** @param {{ name: string }} stage */
  const chosen = ({ name }) => names.length === 0 || names.includes(name)
  return {
    checks: checks.filter(chosen),
    suites: suites.filter(chosen),
    mochaArgs: firstOption === -1 ? [] : args.slice(firstOption),
  }
}
