import { io, type Socket } from 'socket.io-client'
import { type AccountEvents, PROTOCOL_VERSION } from '../../shared/protocol.ts'

export type AccountLink = 'live' | 'unreached' | 'away'

interface AccountHints {
  /** Something of the account may have changed: at a hint, and after every reconnect. True: it was read anew. */
  readonly changed: () => Promise<boolean>
  readonly ended: () => void
  /** How the line stands, by which the page would hear of changes. */
  readonly link: (link: AccountLink) => void
  /** The line that was missed is there again, and the account was read. */
  readonly back: () => void
  readonly outdated: () => void
}

/** Listens for hints that the account changed, until the function that it returns is called. */
export function followAccount({ changed, ended, link, back, outdated }: AccountHints): () => void {
  const socket: Socket<AccountEvents, Record<never, never>> = io('/account', {
    transports: ['websocket'],
    auth: { v: PROTOCOL_VERSION },
  })
  let reached = false
  let missed = false
  const down = () => {
    // A socket that does not come back by itself was refused or put out, which is told apart.
    if (!socket.active) return
    missed = true
    link(reached ? 'away' : 'unreached')
  }
  socket.on('connect', async () => {
    const again = missed
    reached = true
    missed = false
    link('live')
    if ((await changed()) && again && socket.connected) back()
  })
  socket.on('disconnect', down)
  socket.on('changed', changed)
  socket.on('bye', (why) => {
    if (why === 'session-ended') ended()
  })
  socket.on('connect_error', ({ message }) => {
    down()
    if (message === 'protocol_version') outdated()
    // Reading the account says whether there is a session at all, and leads to sign-in if not.
    if (message === 'not_signed_in') void changed()
  })
  // One tab too many of a session is put out, and does not come back by itself, or else tabs would put each other out
  // without end. Whoever looks at it again wants it to be true.
  const listenAgain = () => {
    if (document.visibilityState === 'visible' && !socket.active) socket.connect()
  }
  document.addEventListener('visibilitychange', listenAgain)
  return () => {
    document.removeEventListener('visibilitychange', listenAgain)
    socket.disconnect()
  }
}
