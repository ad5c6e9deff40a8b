import { again } from '../warnings/again.ts'
import type { Careful } from '../warnings/careful.ts'
import { LEASE_MS, type Leased, type Outbox } from './outbox.ts'

/** How often a node looks for rows that are due. */
const EVERY_MS = 1_000
/** Rows that a node sends at the same time. */
const AT_ONCE = 5
/** How long the end of a node waits for what it is sending. */
const LAST_MS = 2_000

interface EmptyingDeps<Row extends Leased> {
  readonly outbox: Pick<Outbox<Row>, 'lease'>
  /** For the log, such as "sending mail". */
  readonly what: string
  /** Sends a row and notes what became of it. False if it has to wait. */
  readonly send: (row: Row) => Promise<boolean>
  /** Told when the outbox itself cannot be read or written. The next turn tries again. */
  readonly failed: (err: unknown) => void
  readonly careful: Careful
  readonly everyMs?: number | undefined
}

/**
 * Sends what is due in an outbox, once a second. Returns a function that stops it, and waits a moment for what is being
 * sent; what is not sent by then is sent by another node, or after the next start.
 */
export function keepEmptying<Row extends Leased>({
  outbox,
  what,
  send,
  failed,
  careful,
  everyMs = EVERY_MS,
}: EmptyingDeps<Row>): () => Promise<void> {
  let stopped = false
  let sending: Promise<void> = Promise.resolve()

  const stop = again(careful, everyMs, what, () => {
    sending = sendDue().catch(failed) // [M12]
    return sending
  })

  /** If one has to wait, so would the next, so the rest is left for the next time. */
  async function sendDue(): Promise<void> {
    let goesOn = true
    while (goesOn && !stopped) {
      const rows = await outbox.lease(AT_ONCE, LEASE_MS)
      const sent = await Promise.all(rows.map(send))
      goesOn = rows.length > 0 && !sent.includes(false)
    }
  }

  return async () => {
    stopped = true
    stop()
    let timer: NodeJS.Timeout | undefined
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, LAST_MS)
    })
    await Promise.race([sending, patience])
    clearTimeout(timer)
  }
}
