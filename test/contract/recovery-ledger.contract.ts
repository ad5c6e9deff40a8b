import { describeChain } from './recovery-chain.contract.ts'
import { describeLast } from './recovery-last.contract.ts'
import { describeProving } from './recovery-proving.contract.ts'
import { describeRegistration } from './recovery-registration.contract.ts'
import { describeSweep } from './recovery-sweep.contract.ts'
import { describeUndo } from './recovery-undo.contract.ts'
import type { OpenSqlUnderTest } from './sql-under-test.ts'

export function describeRecoveryLedger(name: string, open: OpenSqlUnderTest) {
  describe(`recovery ledger: ${name}`, () => {
    describeRegistration(open)
    describeProving(open)
    describeUndo(open)
    describeSweep(open)
    describeChain(open)
    describeLast(open)
  })
}
