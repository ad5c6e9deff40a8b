import {
  type Compilable,
  type KyselyPlugin,
  OperationNodeTransformer,
  type PrimitiveValueListNode,
  type RootOperationNode,
  ValueListNode,
  ValueNode,
} from 'kysely'
import type { Queries } from './database.ts'

/** Stands for a value until the query runs. */
class StandIn {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }

  /** So that no text is made of it, which would be in the query of every later call. */
  [Symbol.toPrimitive](): never {
    throw new Error(`A query that is built once looks at its value "${this.name}".`)
  }

  toJSON(): never {
    return this[Symbol.toPrimitive]()
  }

  in<Values extends object>(values: Values): unknown {
    if (!Object.hasOwn(values, this.name))
      throw new Error(`A query that is built once has no value "${this.name}" in this call.`)
    return values[this.name as keyof Values]
  }
}

/** Writes what is the same in every call into the text: as parameters, eighteen would be sent to find one passkey. */
class ConstantsInText extends OperationNodeTransformer {
  protected override transformValue({ value, ...node }: ValueNode): ValueNode {
    return value instanceof StandIn ? { ...node, value } : ValueNode.createImmediate(value)
  }

  protected override transformPrimitiveValueList({ values }: PrimitiveValueListNode): PrimitiveValueListNode {
    const list = ValueListNode.create(values.map((value) => this.transformValue(ValueNode.create(value))))
    return list as unknown as PrimitiveValueListNode
  }
}

const transformer = new ConstantsInText()

const constantsInText: KyselyPlugin = {
  transformQuery: ({ node }): RootOperationNode => transformer.transformNode(node),
  transformResult: async ({ result }) => result,
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
    const query =
      built.get(build) ??
      build({ ...queries, db: db.withPlugin(constantsInText) }, standInsFor(values)).compile()
    built.set(build, query)
    const parameters = query.parameters.map((parameter) =>
      parameter instanceof StandIn ? parameter.in(values) : parameter,
    )
    return (await db.executeQuery<Row>({ ...query, parameters })).rows
  }
}

function standInsFor<Values extends object>(values: Values): Values {
  return Object.fromEntries(Object.keys(values).map((name) => [name, new StandIn(name)])) as Values
}
