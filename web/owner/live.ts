import { openSocketWire } from '../wire/socket-wire.ts'

export type AccountLink = 'live' | 'unreached' | 'away'

interface AccountHints {
  /**
   * Something of the account may have changed: at an event, and after every reconnect. Resolves to true if it was
   * read again.
   */
  readonly changed: () => Promise<boolean>
  readonly ended: () => void
  /** The state of the connection that brings news. */
  readonly link: (link: AccountLink) => void
  /** The connection is back after a break, and the account was read again. */
  readonly back: () => void
  readonly outdated: () => void
}

/** Listens for changes of the account. Returns a function that stops it. */
export function followAccount({ changed, ended, link, back, outdated }: AccountHints): () => void {
  let reached = false
  let isUp = false
  let missed = false

  async function up(): Promise<void> {
    const again = missed
    reached = true
    isUp = true
    missed = false
    link('live')
    if ((await changed()) && again && isUp) back()
  }

  function down(returns: boolean): void {
    isUp = false
    // The server closed it for good, and says why itself.
    if (!returns) return
    missed = true
    link(reached ? 'away' : 'unreached')
  }

  const wire = openSocketWire(
    '/account',
    {
      up,
      down,
      heard: {
        changed: () => void changed(),
        bye: (why) => {
          if (why === 'session-ended') ended()
        },
      },
      refused(code) {
        if (code === 'store_away') down(true)
        if (code === 'protocol_version') outdated()
        // Reading the account tells whether there is a session, and leads to sign-in if not.
        if (code === 'not_signed_in') void changed()
      },
    },
    true,
  )
  // If a session has too many tabs, one is disconnected and does not reconnect by itself. Otherwise tabs would
  // disconnect each other without end. When someone looks at that tab again, it reconnects.
  const listenAgain = () => {
    if (document.visibilityState === 'visible') wire.wake()
  }
  document.addEventListener('visibilitychange', listenAgain)
  return () => {
    document.removeEventListener('visibilitychange', listenAgain)
    wire.close()
  }
}
