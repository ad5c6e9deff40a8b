import { randomBytes } from 'node:crypto'
import type { FanOut } from './fan-out.ts'
import { heardChannel } from './keys.ts'

/** How often a node sends a message to itself. */
const EVERY_MS = 5_000

/**
 * Reconnects the subscriber when it no longer hears what this node publishes. A connection that only listens does not
 * notice that the other side hangs, is gone or lost the subscription, which often happens in a failover. Rejects if
 * this user may not publish or subscribe. Resolves with a function that stops this.
 */
export async function keepHearing(
  { publisher, subscriber }: FanOut,
  everyMs = EVERY_MS,
): Promise<() => void> {
  const channel = heardChannel(randomBytes(12).toString('base64url'))
  let wasTold = false
  let wasHeard = false
  subscriber.on('message', (where: string) => {
    if (where === channel) wasHeard = true
  })
  await subscriber.subscribe(channel)
  await publisher.publish(channel, '') // [K174]

  function tell(): void {
    // One that is reconnecting already is left alone.
    if (wasTold && !wasHeard && subscriber.status === 'ready') subscriber.disconnect(true) // [K150]
    wasTold = false
    wasHeard = false
    publisher.publish(channel, '').then(
      () => {
        wasTold = true
      },
      () => {},
    )
  }
  const timer = setInterval(tell, everyMs)
  return () => clearInterval(timer)
}
