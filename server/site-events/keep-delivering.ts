import type { Logger } from 'pino'
import type { AccountId } from '../../shared/ids.ts'
import { keepEmptying } from '../outbox/keep-emptying.ts'
import type { Outbox } from '../outbox/outbox.ts'
import type { Careful } from '../warnings/careful.ts'
import type { Warnings } from '../warnings/warnings.ts'
import type { Deliver, Delivery } from './deliver.ts'
import type { LeasedEvent, Receiver } from './event-store.ts'
import type { AnyEvent } from './event-types.ts'
import { retryAfterMs } from './retry.ts'

interface DeliveringDeps {
  readonly receiver: Receiver
  readonly outbox: Pick<Outbox<LeasedEvent>, 'lease' | 'sent' | 'putOff' | 'refused'>
  readonly deliver: Deliver
  /** Names the account that an event is about; null if it is gone. */
  readonly nameOf: (accountId: AccountId) => Promise<string | null>
  readonly warnings: Pick<Warnings, 'begin' | 'end'>
  readonly careful: Careful
  readonly log: Pick<Logger, 'warn'>
  readonly everyMs?: number
  readonly random?: () => number
}

/** Hands the events that are due to one receiver, on every node. Returns a function that stops it; see keepEmptying. */
export function keepDelivering(deps: DeliveringDeps): () => Promise<void> {
  const { receiver, outbox, deliver, nameOf, warnings, careful, log, everyMs, random = Math.random } = deps

  async function send(row: LeasedEvent): Promise<boolean> {
    const done = await attempt(row.event)
    if (done.outcome === 'taken') {
      await outbox.sent(row)
      warnings.end(receiver)
      return true
    }
    const { id: event, type } = row.event
    log.warn({ event, type, why: done.why, tries: row.tries }, `An event was not taken by the ${receiver}.`)
    if (done.outcome === 'refused') {
      await die(row, done.why) // [N21]
      return false
    }
    warnings.begin(receiver, WAITING[receiver])
    await tryLater(row, done.why)
    return false
  }

  async function attempt(event: AnyEvent): Promise<Delivery> {
    try {
      const accountId = event.data.accountId as AccountId | null
      const accountName = accountId && (await nameOf(accountId))
      return await deliver({ ...event, data: { ...event.data, accountName } } as AnyEvent)
    } catch {
      // The database is away, say. It must not keep the others waiting.
      return { outcome: 'failed', why: 'unreadable' }
    }
  }

  async function tryLater(row: LeasedEvent, why: string): Promise<void> {
    const retryMs = retryAfterMs(row.tries, random())
    if (retryMs !== null && (await outbox.putOff(row, retryMs, why)) === 'put-off') return
    await die(row, why) // [N6]
  }

  async function die(row: LeasedEvent, why: string): Promise<void> {
    await outbox.refused(row, why)
    warnings.begin('events-dead', DEAD)
  }

  const failed = (err: unknown) => warnings.begin(receiver, WAITING[receiver], err)
  return keepEmptying({ outbox, what: 'telling of events', send, failed, careful, everyMs })
}

const WAITING: Readonly<Record<Receiver, string>> = {
  webhook:
    'The webhook takes no events, and they wait. Rekey tries each again for three days; the log says why.',
  callback: 'A callback for an event fails. Rekey tries each event again for three days; the log says why.',
}

/** That events are lost, unless somebody has them sent again. */
export const DEAD =
  'Events were not taken, and are tried no more. The console lists them and can send them again.'
