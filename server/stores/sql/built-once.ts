import type { Compilable } from 'kysely'
import type { Queries } from './database.ts'

/** Stands for a value until the query runs. */
class StandIn {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

/** Runs a query and gives its rows. */
type RunQuery<Values, Row> = (queries: Queries, values: Values) => Promise<readonly Row[]>

/**
 * A query that is built once for each database: Kysely takes longer to build a large one than the database to answer
 * it. `build` gets stand-ins, so it can only hand on the values, and not look at them.
 */
export function builtOnce<Values extends object, Row>(
  build: (queries: Queries, values: Values) => Compilable<Row>,
): RunQuery<Values, Row> {
  return async (queries, values) => {
    const { db, built } = queries
    const query = built.get(build) ?? build(queries, standInsFor(values)).compile()
    built.set(build, query)
    const parameters = query.parameters.map((parameter) =>
      parameter instanceof StandIn ? values[parameter.name as keyof Values] : parameter,
    )
    return (await db.executeQuery<Row>({ ...query, parameters })).rows
  }
}

function standInsFor<Values extends object>(values: Values): Values {
  return Object.fromEntries(Object.keys(values).map((name) => [name, new StandIn(name)])) as Values
}
