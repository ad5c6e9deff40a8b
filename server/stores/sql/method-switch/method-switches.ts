import type { MethodSwitches } from '../../../recovery/method-switches.ts'
import type { Database } from '../database.ts'
import { carryOut } from './carry-out.ts'
import { readSwitch } from './rows.ts'
import { turn } from './turn.ts'

/** The switches of methods, in SQL. */
export function createMethodSwitches(database: Database): MethodSwitches {
  return {
    read: (accountId, method) => readSwitch(database, { accountId, method }),
    turn: (doing, method, on) => turn(database, doing, method, on),
    carryOut: (failed) => carryOut(database, failed),
  }
}
