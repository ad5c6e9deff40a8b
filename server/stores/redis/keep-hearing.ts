import { randomBytes } from 'node:crypto'
import type { FanOut } from './fan-out.ts'
import { heardChannel } from './keys.ts'

/** How often a node tells itself something. */
const EVERY_MS = 5_000

/**
 * Connects the subscriber anew when it no longer hears what this node publishes. Who only listens never learns that
 * the other side hangs, vanished or forgot the subscription, and a failover leaves many so. Rejects where this user may
 * not publish or subscribe; gives how to stop.
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
    // One that is on its way anyhow is not stopped.
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
