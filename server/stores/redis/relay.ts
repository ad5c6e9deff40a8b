import { createHmac, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { CHANGES, type Relay } from '../../events/relay.ts'
import type { Careful } from '../../warnings/careful.ts'
import type { Warnings } from '../../warnings/warnings.ts'
import type { FanOut } from './fan-out.ts'
import { relayChannel } from './keys.ts'

/** What keeps deployments on one Redis apart, since channels know no database numbers. */
export interface Deployment {
  readonly publicUrl: string
  /** The newest first. While the secret is being changed, some nodes still have the previous one. */
  readonly secrets: readonly string[]
}

const announcement = z.strictObject({
  change: z.enum(CHANGES),
  ids: z.array(z.string().min(1).max(1_000)).min(1).max(100_000),
})
const message = z.strictObject({
  from: z.string().max(32),
  changes: z.array(announcement).min(1).max(CHANGES.length),
})

/**
 * Sends messages to the other nodes of this deployment, and hears theirs, over channels that no other deployment
 * knows. `foreign` is called for a message that no node of ours can have sent; it is ignored.
 */
export async function openRelay(
  fanOut: FanOut,
  deployment: Deployment,
  careful: Careful,
  foreign: () => void,
): Promise<Relay> {
  const { publisher, subscriber, database } = fanOut
  const from = randomBytes(12).toString('base64url')
  const channels = deployment.secrets.map((secret) => channelOf(deployment.publicUrl, database, secret))
  const ownBeginning = JSON.stringify({ from }).slice(0, -1)
  const listeners: Parameters<Relay['hear']>[0][] = []

  function hear(channel: string, text: string): void {
    // Redis sends each node its own messages too. They are not read. With a single node, that is all of them.
    if (!channels.includes(channel) || text.startsWith(ownBeginning)) return
    const heard = read(text)
    if (!heard) foreign()
    else for (const listener of listeners) listener(heard.changes)
  }
  subscriber.on('message', careful('hearing from Redis', hear)) // [H19]
  await subscriber.subscribe(...channels)
  return {
    send(changes) {
      const text = JSON.stringify({ from, changes })
      for (const channel of channels) publisher.publish(channel, text).catch(() => {})
    },
    hear: (listener) => void listeners.push(listener),
  }
}

function channelOf(publicUrl: string, database: number, secret: string): string {
  const tag = createHmac('sha256', secret)
    .update(JSON.stringify(['relay', publicUrl, database])) // [K160]
    .digest('base64url')
  return relayChannel(tag.slice(0, 22))
}

function read(text: string): z.output<typeof message> | null {
  try {
    return message.safeParse(JSON.parse(text)).data ?? null // [K161]
  } catch {
    return null
  }
}

/** A warning, because a program can find our channel only by listing the channels of our Redis. */
export function tellOfForeign({ begin }: Pick<Warnings, 'begin'>): () => void {
  return () => begin('foreign-words', 'Another program publishes on our channel in Redis; we ignore it.')
}
