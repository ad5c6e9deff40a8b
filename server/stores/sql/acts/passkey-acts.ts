import type { PasskeyActs } from '../../../passkeys/passkey-acts.ts'
import type { Database } from '../database.ts'
import { carryOut } from './carry-out.ts'
import { remove } from './remove.ts'
import { rename } from './rename.ts'
import { reportStolen } from './report-stolen.ts'
import { restore } from './restore.ts'
import { cancel, listScheduled } from './schedule.ts'
import { stop } from './stop.ts'

/**
 * What passkeys do to each other, in SQL. Every transaction first holds the account, and judges by what it then finds,
 * whatever its caller saw before.
 */
export function createPasskeyActs(database: Database): PasskeyActs {
  return {
    rename: (act, name) => rename(database, act, name),
    remove: (act, setAsideMs) => remove(database, act, setAsideMs),
    reportStolen: (act) => reportStolen(database, act),
    restore: (act) => restore(database, act),
    cancel: (doing, scheduledId) => cancel(database, doing, scheduledId),
    stop: (doing) => stop(database, doing),
    scheduled: (accountId) => listScheduled(database, accountId),
    carryOut: (setAsideMs, failed) => carryOut(database, setAsideMs, failed),
  }
}
