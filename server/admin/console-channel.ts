import type { AdminEvents } from '../../shared/admin.ts'
import type { ReadSignedIn } from '../accounts/signed-in.ts'
import { enterSignedIn, SIGNED_IN_CROWD } from '../accounts/signed-in-line.ts'
import type { Channel } from '../requests/channel.ts'
import type { AdminFeed } from './admin-feed.ts'
import type { AdminStore } from './admin-store.ts'
import { CONSOLE, type ConsoleLine } from './console-line.ts'
import { maySee } from './may-see.ts'

/** The console's sockets: figures go out, and no commands come in. */
export function consoleChannel(
  admins: Pick<AdminStore, 'standings'>,
  feed: Pick<AdminFeed, 'show'>,
  readSignedIn: ReadSignedIn,
): Channel<AdminEvents, ConsoleLine> {
  return {
    name: CONSOLE,
    // It gets no news of the account.
    ofSession: 'closes-only',
    crowd: SIGNED_IN_CROWD,
    async enter(context, line) {
      const entered = await enterSignedIn(readSignedIn, context, line)
      if (typeof entered === 'string') return entered
      const standings = await admins.standings([entered.sessionId]).catch(() => null)
      if (!standings) return 'store_away'
      const may = maySee(standings.get(entered.sessionId) ?? null)
      if (may !== true) return may // [D11]
      return entered
    },
    commands: {},
    entered: ({ line }) => feed.show(line),
  }
}
