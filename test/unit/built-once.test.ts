import { expect } from 'chai'
import { DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely'
import { builtOnce } from '../../server/stores/sql/built-once.ts'
import type { Queries } from '../../server/stores/sql/database.ts'
import type { Tables } from '../../server/stores/sql/tables.ts'

/** Queries that reach no database: what each one was sent with, in order. */
function noDatabase() {
  const sent: unknown[] = []
  const db = new Kysely<Tables>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
    log: ({ query }) => void sent.push([query.sql, query.parameters]),
  })
  return { queries: { db, built: new Map() } as unknown as Queries, sent }
}

type Wanted = { readonly id: string; readonly state: string }

describe('a query that is built once', () => {
  const wanted = (build: (values: Wanted) => Wanted) =>
    builtOnce(({ db }, values: Wanted) => {
      const { id, state } = build(values)
      return db.selectFrom('recoveries').select('method').where('id', '=', id).where('state', '=', state)
    })

  it('is built for the first call, and sent with the values of each', async () => {
    const { queries, sent } = noDatabase()
    let built = 0
    const run = wanted((values) => {
      built += 1
      return values
    })
    await run(queries, { id: 'one', state: 'done' })
    await run(queries, { state: 'frozen', id: 'two' })
    const query = 'select "method" from "recoveries" where "id" = ? and "state" = ?'
    expect([built, sent]).to.deep.equal([
      1,
      [
        [query, ['one', 'done']],
        [query, ['two', 'frozen']],
      ],
    ])
  })

  it('has in its text what is the same in every call, and asks for the rest', async () => {
    const { queries, sent } = noDatabase()
    const run = builtOnce(({ db }, { id }: { readonly id: string }) =>
      db
        .selectFrom('recoveries')
        .select('method')
        .where('state', 'in', ['done', "it's over"])
        .where('id', 'in', ['first', id])
        .where('undo_until', '>', 7)
        .limit(50),
    )
    await run(queries, { id: 'one' })
    const where = `"state" in ('done', 'it''s over') and "id" in ('first', ?) and "undo_until" > 7`
    expect(sent).to.deep.equal([[`select "method" from "recoveries" where ${where} limit 50`, ['one']]])
  })

  it('is not sent by a call that lacks a value', async () => {
    const { queries, sent } = noDatabase()
    const run = wanted((values) => values)
    await run(queries, { id: 'one', state: 'done' })
    const error = await run(queries, { id: 'two' } as Wanted).catch((error: unknown) => error)
    expect(error).to.be.an('error').with.property('message').that.includes('"state"')
    expect(sent).to.have.length(1)
  })

  const looks: Readonly<Record<string, (values: Wanted) => string>> = {
    'puts it into a text': ({ id }) => `id-${id}`,
    'adds to it': ({ id, state }) => id + state,
    'writes it as JSON': (values) => JSON.stringify({ id: values.id }),
  }
  for (const [what, look] of Object.entries(looks))
    it(`is refused if it looks at a value: ${what}`, async () => {
      const { queries, sent } = noDatabase()
      const run = wanted((values) => ({ ...values, id: look(values) }))
      const error = await run(queries, { id: 'one', state: 'done' }).catch((error: unknown) => error)
      expect(error).to.be.an('error').with.property('message').that.includes('"id"')
      expect(sent).to.have.length(0)
    })
})
