import { sql } from 'kysely'
import type { Database, Queries } from '../../../../server/stores/sql/database.ts'

/**
 * The same database in one transaction that is never committed, so that nothing waits for a disk. Its transactions are
 * savepoints; so only one may run at a time.
 */
export async function inOneTransaction(real: Database, changes: Partial<Queries>) {
  let end = () => {}
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  let over: Promise<void> = ended
  const open = await new Promise<Queries>((resolve) => {
    over = real.transact<void>(async (tx, rollBack) => {
      resolve({ ...tx, ...changes })
      await ended
      rollBack(undefined)
    })
  })
  const run = async (statement: string) => void (await sql.raw(statement).execute(open.db))
  const database: Database = {
    ...open,
    async transact(work) {
      await run('savepoint work')
      try {
        const outcome = await work(open, rollBack)
        await run('release work')
        return outcome
      } catch (error) {
        await run('rollback to work')
        await run('release work')
        if (error instanceof RolledBack) return error.outcome as Awaited<ReturnType<typeof work>>
        throw error
      }
    },
  }
  return {
    database,
    run,
    async close() {
      end()
      await over
    },
  }
}

class RolledBack extends Error {
  readonly outcome: unknown
  constructor(outcome: unknown) {
    super('Rolled back on purpose.')
    this.outcome = outcome
  }
}

function rollBack(outcome: unknown): never {
  throw new RolledBack(outcome)
}
