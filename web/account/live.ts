import { openSocketWire } from '../wire/socket-wire.ts'

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
    // One that does not come back by itself was put out, which is told apart.
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
        // Reading the account says whether there is a session at all, and leads to sign-in if not.
        if (code === 'not_signed_in') void changed()
      },
    },
    true,
  )
  // One tab too many of a session is put out, and does not come back by itself, or else tabs would put each other out
  // without end. Whoever looks at it again wants it to be true.
  const listenAgain = () => {
    if (document.visibilityState === 'visible') wire.wake()
  }
  document.addEventListener('visibilitychange', listenAgain)
  return () => {
    document.removeEventListener('visibilitychange', listenAgain)
    wire.close()
  }
}
