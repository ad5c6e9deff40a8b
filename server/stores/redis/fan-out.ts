import { Cluster, type Command, type RedisOptions } from 'ioredis'
import type { Careful } from '../../warnings/careful.ts'
import type { RedisClient } from './connect.ts'

type Send = (command: Command, ...rest: unknown[]) => unknown

/** Two connections for the Socket.IO adapter. */
export interface FanOut {
  readonly publisher: RedisClient
  readonly subscriber: RedisClient
}

/** A subscription that was lost on its way is sent again, until it stands. */
const SUBSCRIBER = {
  enableOfflineQueue: true,
  maxRetriesPerRequest: null,
  autoResendUnfulfilledCommands: true,
  commandTimeout: undefined,
}

/**
 * Opens the two. The adapter awaits no publish and ioredis no renewed subscription, so a failure there
 * would end the process as an unhandled rejection; events are hints, so here such a failure is forgotten.
 */
export async function openFanOut(client: RedisClient): Promise<FanOut> {
  const publisher = forgetFailures(duplicate(client, {}))
  const subscriber = forgetFailures(duplicate(client, SUBSCRIBER))
  await Promise.all([publisher.connect(), subscriber.connect()])
  return { publisher, subscriber }
}

function duplicate(client: RedisClient, over: Partial<RedisOptions>): RedisClient {
  // A cluster renews subscriptions by itself and takes only its own options.
  const copy = client instanceof Cluster ? client.duplicate() : client.duplicate(over)
  // The main client reports what happens to Redis; a listener keeps ioredis from printing it again.
  copy.on('error', () => {})
  return copy
}

function forgetFailures(client: RedisClient): RedisClient {
  const send = client.sendCommand.bind(client) as Send
  client.sendCommand = (command: Command, ...rest: unknown[]) => {
    command.promise.catch(() => {})
    return send(command, ...rest)
  }
  return client
}

type Listen = (event: string, listener: (...heard: unknown[]) => void) => unknown

/** Lets nothing that is published end the process: the adapter's listeners trust whatever comes. */
export function hearCarefully(subscriber: RedisClient, careful: Careful): RedisClient {
  const listen = subscriber.on.bind(subscriber) as Listen
  const hear: Listen = (event, listener) => {
    if (event.endsWith('essageBuffer')) return listen(event, careful('hearing from Redis', listener)) // [H19]
    return listen(event, listener)
  }
  return Object.assign(subscriber, { on: hear })
}
