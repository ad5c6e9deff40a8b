import type { CompiledQuery, Kysely, RawBuilder } from 'kysely'
import type { ReceiversOf } from '../../site-events/event-store.ts'
import type { SqlDialect } from './dialect.ts'
import type { Tables } from './tables.ts'

/** Where queries run: on the database, or in one transaction. */
export interface Queries {
  readonly db: Kysely<Tables>
  /** The database's clock in whole milliseconds, as a part of a query. */
  readonly now: RawBuilder<number>
  /** See SqlDialect. */
  readonly hold: SqlDialect['hold']
  /** See builtOnce. */
  readonly built: Map<object, CompiledQuery>
  /** Who is told of events. */
  readonly receiversOf: ReceiversOf
}

/** The database, for queries alone and in transactions. */
export interface Database extends Queries {
  /**
   * Runs `work` in one transaction and returns its outcome. `rollBack(outcome)` returns that outcome and keeps
   * nothing of what was written. Work may run more than once, so it must change nothing but the database.
   */
  readonly transact: <Outcome>(work: Work<Outcome>) => Promise<Outcome>
}

type Work<Outcome> = (tx: Queries, rollBack: (outcome: Outcome) => never) => Promise<Outcome>

/** A transaction that loses this many deadlocks in a row fails. */
const TRIES = 5

/** The database as the stores use it. */
export function createDatabase(
  db: Kysely<Tables>,
  { now, hold, lostDeadlock }: SqlDialect,
  receiversOf: ReceiversOf,
): Database {
  const built = new Map<object, CompiledQuery>()
  async function transact<Outcome>(work: Work<Outcome>): Promise<Outcome> {
    for (let triesLeft = TRIES - 1; ; triesLeft -= 1) {
      try {
        return await db
          .transaction()
          .execute((tx) => work({ db: tx, now, hold, built, receiversOf }, rollBack))
      } catch (error) {
        if (error instanceof RolledBack) return error.outcome as Outcome
        if (triesLeft === 0 || !lostDeadlock(error)) throw error
      }
    }
  }
  return { db, now, hold, built, receiversOf, transact }
}

/** Kysely rolls a transaction back only if its callback throws. */
class RolledBack extends Error {
  readonly outcome: unknown
  constructor(outcome: unknown) {
    super('The transaction was rolled back on purpose.')
    this.outcome = outcome
  }
}

function rollBack(outcome: unknown): never {
  throw new RolledBack(outcome)
}
