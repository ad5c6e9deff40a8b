import type { Policy } from '../../../recovery/policy.ts'
import { isSlow } from '../../../recovery/recovery.ts'
import type { RecoveryLedger } from '../../../recovery/recovery-ledger.ts'
import type { Database } from '../database.ts'
import { freeze } from './freeze.ts'
import { lastUsed } from './last-used.ts'
import { prove } from './prove.ts'
import { end, register } from './register.ts'
import { findRow } from './row.ts'
import { registerSlow } from './slow/register.ts'
import { sweep } from './sweep.ts'
import { readToTell } from './to-tell.ts'
import { lift, undo } from './undo.ts'

/**
 * Recoveries in SQL. Every transaction first holds the account. Then it updates the recovery's own row
 * on a condition, and goes on only if the row has changed: of two that race, the second finds it changed already.
 */
export function createRecoveryLedger(database: Database, policy: Policy): RecoveryLedger {
  return {
    register: (facts, credential, audit, retires) =>
      isSlow(facts.method)
        ? registerSlow(database, facts, credential, audit, retires)
        : register(database, policy, facts, credential, audit),
    end: (...details) => end(database, ...details),
    find: (id) => findRow(database, id),
    toTell: (accountId) => readToTell(database, accountId),
    lastUsed: (accountId) => lastUsed(database, accountId),
    prove: (...details) => prove(database, ...details),
    freeze: (...details) => freeze(database, ...details),
    lift: (...details) => lift(database, ...details),
    undo: (...details) => undo(database, ...details),
    sweep: (unprovenMs, failed) => sweep(database, unprovenMs, failed),
  }
}
