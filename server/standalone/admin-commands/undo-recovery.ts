import { UNDO_MS } from '../../recovery/lifetimes.ts'
import type { SqlStores } from '../../stores/sql/open-sql.ts'
import type { Config } from '../config/config.ts'
import { accountNamed } from './account-named.ts'

/** Takes back what came of the last link of an account, or ends a tie for the devices that stop something. */
export async function undoRecovery(sql: SqlStores, typed: string, config: Config): Promise<string> {
  const { id, name } = await accountNamed(sql, typed, config)
  const { outcome } = await sql.operatorLinks.takeBack(id, UNDO_MS)
  switch (outcome) {
    case 'nothing':
      return `No recovery of “${name}” by a link of yours can be undone: there was none, or it is more than 7 days old, or undone. Nor do two devices keep one frozen.`
    case 'ended':
      return `The recovery of “${name}” has ended before its passkey could do anything.`
    case 'undone':
      return (
        `The recovery of “${name}” is undone. Its passkey doesn’t sign in any more and its sessions end within two seconds. ` +
        'What it approved or added is frozen. For 7 days, an older passkey of the account can restore it.'
      )
    default:
      return outcome satisfies never
  }
}
