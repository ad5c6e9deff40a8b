import type { SqlStores } from '../../stores/sql/open-sql.ts'
import type { AccountCommand, AdminCommand } from '../config/arguments.ts'
import type { Config } from '../config/config.ts'
import { type OwnParts, openSqlStores, placeInWords } from '../open-stores.ts'
import { enrol } from './enrol.ts'
import { recover } from './recover.ts'
import { grant, listAdmins, revoke } from './roles.ts'
import { undoRecovery } from './undo-recovery.ts'
import { voidLink } from './void-link.ts'

/** Carries out one command and says in words what it did. Throws StartError if it cannot. */
type CarryOut = (sql: SqlStores, name: string, config: Config) => Promise<string>

const COMMANDS: Readonly<Record<AccountCommand, CarryOut>> = {
  grant,
  revoke,
  recover,
  enrol,
  'void-link': voidLink,
  'undo-recovery': undoRecovery,
}

/**
 * Carries out what people may do who run commands on the server. It needs only the database, whose location it prints, so
 * it works while the server runs, and it asks nothing. Throws StartError for an unknown name.
 */
export async function runAdminCommand(command: AdminCommand, config: Config, own: OwnParts): Promise<string> {
  const sql = await openSqlStores(config, own)
  try {
    const did =
      command.admin === 'list'
        ? await listAdmins(sql)
        : await COMMANDS[command.admin](sql, command.name, config)
    return `${did}\nStore: ${placeInWords(sql)}.`
  } finally {
    await sql.close()
  }
}
