import type { EmailSwitch } from '../../../methods/email/email-switch.ts'
import { readAddresses } from '../addresses/rows.ts'
import type { Database } from '../database.ts'
import { carryOut } from './carry-out.ts'
import { readSwitch } from './rows.ts'
import { turn } from './turn.ts'

/** The switch for recovery by e-mail, in SQL. */
export function createEmailSwitch(database: Database): EmailSwitch {
  return {
    async readiness(accountId) {
      const [all, { on, change }] = await Promise.all([
        readAddresses(database, accountId),
        readSwitch(database, accountId),
      ])
      const staying = all.filter(({ leavesAt }) => leavesAt === null)
      const waiting = staying.flatMap(({ countsFrom }) => countsFrom ?? [])
      return {
        ...{ on, change },
        addresses: staying.filter(({ state }) => state === 'counts').length,
        countsFrom: waiting.length > 0 ? Math.min(...waiting) : null,
      }
    },
    turn: (doing, on) => turn(database, doing, on),
    carryOut: (failed) => carryOut(database, failed),
  }
}
