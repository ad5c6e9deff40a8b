import { setTimeout as wait } from 'node:timers/promises'
import type { Logger } from 'pino'
import { type Deliver, type Delivery, LONGEST_MS } from './deliver.ts'
import type { AnyEvent, EventType, SiteEvent } from './event-types.ts'

/**
 * What a site does when something happened, by the type of the event. Each is called at least once, on one node, and
 * perhaps again if it throws, rejects or takes longer than 15 seconds, or if the node ends meanwhile.
 */
export type EventCallbacks = {
  readonly [Type in EventType]?: (event: SiteEvent<Type>) => unknown
}

/** Hands events to the callbacks of the site. */
export function deliverToCallbacks(
  on: EventCallbacks,
  log: Pick<Logger, 'error'>,
  longestMs = LONGEST_MS,
): Deliver {
  return async (event) => {
    const giveUp = new AbortController()
    const slow = wait(longestMs, undefined, { signal: giveUp.signal }).then<Delivery, Delivery>(
      () => ({ outcome: 'failed', why: 'too-slow' }),
      () => ({ outcome: 'taken' }),
    )
    try {
      return await Promise.race([call(on, event, log), slow]) // [N7]
    } finally {
      giveUp.abort()
    }
  }
}

async function call(on: EventCallbacks, event: AnyEvent, log: Pick<Logger, 'error'>): Promise<Delivery> {
  try {
    const callback = on[event.type] as ((event: AnyEvent) => unknown) | undefined
    await callback?.(event)
    return { outcome: 'taken' }
  } catch (err) {
    log.error({ err, event: event.id, type: event.type }, 'A callback for an event threw.')
    return { outcome: 'failed', why: 'threw' }
  }
}
