import type { SlowLedger } from '../../../../recovery/slow/slow-ledger.ts'
import { readCredentialsOf } from '../../credential-rows.ts'
import type { Database } from '../../database.ts'
import { addProof } from './add-proof.ts'
import { findSlow } from './row.ts'
import { spend as spendings } from './spend.ts'
import { stopOne } from './stop.ts'
import { sweepIdle } from './sweep.ts'

/** Slow recoveries in SQL. Whatever changes one holds its account first. `spend`: how each method spends evidence. */
export function createSlowLedger(database: Database, spend = spendings): SlowLedger {
  return {
    addProof: (proving) => addProof(database, spend[proving.given.method], proving),
    async find(id, pageKey) {
      const found = await findSlow(database, id, pageKey)
      if (!found) return null
      return { ...found, passkeys: await readCredentialsOf(database, found.recovery.accountId) }
    },
    stop: (...details) => stopOne(database, ...details),
    sweep: (failed) => sweepIdle(database, failed),
  }
}
