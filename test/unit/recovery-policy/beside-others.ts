import { expect } from 'chai'
import { type ProvenBy, verdictOn } from '../../../server/recovery/policy.ts'
import { around, DAY, HOUR, paused } from './proofs.ts'

/** Until which hour a recovery waits: by no pause, by one at 20, by one at 20 and one at 50. Null: another proof is needed. */
type Hours = readonly [number, number, number] | null

/** What some proofs are worth together, by the column of USES. */
export interface Worth {
  readonly unused: Hours
  readonly used: Hours
  readonly aal2: Hours
}

export const PAUSES = [[], [paused('passkey', 20)], [paused('passkey', 20), paused('mail', 50)]] as const

/** The column, the level of the site, and when a passkey of the account was last used. */
export const USES = [
  ['unused', 'hold', null],
  ['used', 'hold', -DAY],
  ['aal2', 'aal2', -DAY],
] as const

const AT = 51

/** The policy says of these proofs, of which the last came at hour 4 or before, what the row says. */
export function expectWorth(proofs: readonly ProvenBy[], row: Worth): void {
  for (const [column, level, passkeyUsedAt] of USES)
    for (const [index, pauses] of PAUSES.entries()) {
      const verdict = verdictOn(around(proofs, { level, passkeyUsedAt, pauses, now: AT * HOUR }))
      const until = row[column]?.[index as 0 | 1 | 2]
      const what = `${column}, ${index} pauses`
      if (until === undefined) expect(verdict, what).to.deep.equal({ is: 'needs-another' })
      else if (until <= 4) expect(verdict, what).to.deep.equal({ is: 'enough' })
      else if (until < AT) expect(verdict, what).to.deep.equal({ is: 'prove-again' })
      else expect(verdict, what).to.deep.equal({ is: 'wait', until: until * HOUR })
    }
}
