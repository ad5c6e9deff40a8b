import { randomBytes } from 'node:crypto'
import type { FanOut } from './fan-out.ts'

/** How often a node tells itself something. */
const EVERY_MS = 5_000

/**
 * Connects the subscriber anew when it no longer hears what this node publishes. Who only listens never learns that
 * the other side hangs, vanished or forgot the subscription, and a failover leaves many so. Returns how to stop.
 */
export function keepHearing({ publisher, subscriber }: FanOut, everyMs = EVERY_MS): () => void {
  const channel = `rekey:heard:${randomBytes(12).toString('base64url')}`
  let wasTold = false
  let wasHeard = false
  subscriber.on('message', (where: string) => {
    if (where === channel) wasHeard = true
  })
  subscriber.subscribe(channel).catch(() => {})

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
