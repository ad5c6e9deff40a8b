import type { Logger } from 'pino'
import type { AccountId } from '../../shared/ids.ts'
import type { Careful } from '../warnings/careful.ts'
import type { Warnings } from '../warnings/warnings.ts'
import { deliverToCallbacks } from './callbacks.ts'
import type { Deliver } from './deliver.ts'
import type { EventStore, Receiver } from './event-store.ts'
import { EVENTS, type EventType } from './event-types.ts'
import { keepDelivering } from './keep-delivering.ts'
import { type EventReceivers, receiversOf } from './receivers.ts'
import { deliverToWebhook } from './webhook.ts'

interface TellingDeps {
  readonly events: Pick<EventStore, 'outboxFor' | 'receiversOf'>
  readonly accounts: { findById(id: AccountId): Promise<{ readonly name: string } | null> }
  readonly warnings: Pick<Warnings, 'begin' | 'end'>
  readonly careful: Careful
  readonly log: Pick<Logger, 'warn' | 'error'>
}

/**
 * Tells the callbacks and the webhook of a site what happened. Returns a function that stops it. Throws if the stores write
 * no events for one of them.
 */
export function tellOfEvents({ webhook, on }: EventReceivers, deps: TellingDeps): () => Promise<void> {
  const { events, accounts, warnings, careful, log } = deps
  const wanted = receiversOf({ webhook, on })
  for (const type of Object.keys(EVENTS) as EventType[])
    if (!wanted(type).every((receiver) => events.receiversOf(type).includes(receiver)))
      throw new Error(`The stores are not open for whom createRekey is to tell of ${type}.`)
  const nameOf = async (accountId: AccountId) => (await accounts.findById(accountId))?.name ?? null
  const tell = (receiver: Receiver, deliver: Deliver) =>
    keepDelivering({ receiver, outbox: events.outboxFor(receiver), deliver, nameOf, warnings, careful, log })
  const stops = [
    ...(on ? [tell('callback', deliverToCallbacks(on, log))] : []),
    ...(webhook ? [tell('webhook', deliverToWebhook(webhook))] : []),
  ]
  return async () => void (await Promise.all(stops.map((stop) => stop())))
}
