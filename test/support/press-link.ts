import type { Database } from '../../server/stores/sql/database.ts'
import { pauseLinked } from '../../server/stores/sql/recovery/slow/stop.ts'
import type { AccountId, RecoveryId } from '../../shared/ids.ts'

/** The link of a notice, once its secret was looked up. */
export interface PressedLink {
  readonly accountId: AccountId
  readonly recoveryId: RecoveryId
  readonly gaveProof: boolean
}

/** Presses the button behind the link of a notice, where no mail was sent: what the real one does in its transaction. */
export function pressLink({ transact }: Database, { gaveProof, ...link }: PressedLink) {
  return transact((tx) => pauseLinked(tx, { ...link, level: 'hold', gaveProof: () => gaveProof }))
}
