import type { Logger } from 'pino'
import type { Announcer } from '../events/announcer.ts'
import type { SqlStores } from '../stores/sql/open-sql.ts'
import { again } from '../warnings/again.ts'
import type { Careful } from '../warnings/careful.ts'

/** How often a node looks for what the command line did. Milliseconds. */
const EVERY_MS = 1_000
/** How far back it looks each time: a transaction may take longer than others that began after it. */
const LOOK_BACK_MS = 10_000

interface HearOperatorDeps {
  readonly operatorLinks: Pick<SqlStores['operatorLinks'], 'changed'>
  readonly announcer: Pick<Announcer, 'accountChanged'>
  readonly log: Logger
  readonly careful: Careful
}

/**
 * Tells the devices of an account within two seconds that the command line made or voided its link, or took back what
 * came of it. The command line has only the database, so each node looks there. Returns a function that stops it.
 */
export function hearOperator({ operatorLinks, announcer, log, careful }: HearOperatorDeps): () => void {
  let told = new Map<string, number>()
  async function look(): Promise<void> {
    const changed = await operatorLinks.changed(LOOK_BACK_MS)
    for (const { accountId, at } of changed)
      if (told.get(accountId) !== at) announcer.accountChanged(accountId) // [O8]
    told = new Map(changed.map(({ accountId, at }) => [accountId, at]))
  }
  return again(careful, EVERY_MS, 'hearing the command line', () =>
    look().catch((err: unknown) =>
      log.warn({ err }, 'What the command line did could not be read; trying once more.'),
    ),
  )
}
