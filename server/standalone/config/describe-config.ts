import { VARIABLES, type VariableName } from './variables.ts'

/** One row of the configuration table. */
interface VariableRow {
  readonly name: VariableName
  readonly default: string
  readonly meaning: string
}

/** Every variable with its default and meaning, for `--help` and for the table in docs/settings.md. */
export function describeConfig(): readonly VariableRow[] {
  return (Object.keys(VARIABLES) as VariableName[]).map((name) => ({
    name,
    default: VARIABLES[name].default,
    meaning: VARIABLES[name].meaning,
  }))
}

/** The table as docs/settings.md has it. */
export function configMarkdown(): string {
  const rows = describeConfig().map((row) => `| \`${row.name}\` | ${row.default} | ${row.meaning} |`)
  return ['| variable | default | meaning |', '| --- | --- | --- |', ...rows].join('\n')
}
