import type { EventCallbacks } from './callbacks.ts'
import type { ReceiversOf } from './event-store.ts'
import type { WebhookSettings } from './webhook.ts'

/** Whom a deployment tells of events. */
export interface EventReceivers {
  /** Null: there is none. */
  readonly webhook: WebhookSettings | null
  /** Its callbacks. The stores have to be open for the same ones. */
  readonly on?: EventCallbacks | undefined
}

/** The receivers of each type: the webhook takes all, the callbacks those that the site has one for. */
export function receiversOf({ webhook, on = {} }: EventReceivers): ReceiversOf {
  return (type) => [
    ...(on[type] === undefined ? [] : (['callback'] as const)),
    ...(webhook === null ? [] : (['webhook'] as const)),
  ]
}
