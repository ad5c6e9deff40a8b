import { Cluster, type Command, type RedisOptions } from 'ioredis'
import type { RedisClient } from './connection-options.ts'
import { reasonOf } from './reason.ts'

type Send = (command: Command, ...rest: unknown[]) => unknown

/** Two connections over which nodes tell each other what changed. */
export interface FanOut {
  readonly publisher: RedisClient
  readonly subscriber: RedisClient
  /** The database number of this deployment, since channels have none. */
  readonly database: number
}

/** A subscription that got lost is sent again until it is confirmed. */
const SUBSCRIBER = {
  enableOfflineQueue: true,
  maxRetriesPerRequest: null,
  autoResendUnfulfilledCommands: true,
  commandTimeout: undefined,
}

/**
 * Opens both. ioredis does not wait for a renewed subscription, so a failure there would end the process as an
 * unhandled rejection. What nodes tell each other are only hints, so such a failure is ignored.
 */
export async function openFanOut(client: RedisClient, database: number): Promise<FanOut> {
  let firstError = ''
  // Later the main client reports what happens to Redis. With a listener here, ioredis does not print it again.
  const hear = (error: Error) => {
    firstError ||= reasonOf(error)
  }
  const publisher = forgetFailures(duplicate(client, {}).on('error', hear))
  const subscriber = forgetFailures(duplicate(client, SUBSCRIBER).on('error', hear))
  try {
    await Promise.all([publisher.connect(), subscriber.connect()])
    return { publisher, subscriber, database }
  } catch (error) {
    // Otherwise they would try for ever, and a failed start would not end.
    for (const connection of [publisher, subscriber]) connection.disconnect() // [K179]
    throw new Error(firstError || reasonOf(error) || 'A second connection was closed.')
  }
}

function duplicate(client: RedisClient, over: Partial<RedisOptions>): RedisClient {
  // A cluster renews subscriptions by itself, and accepts only its own options.
  return client instanceof Cluster ? client.duplicate() : client.duplicate(over)
}

function forgetFailures(client: RedisClient): RedisClient {
  const send = client.sendCommand.bind(client) as Send
  client.sendCommand = (command: Command, ...rest: unknown[]) => {
    command.promise.catch(() => {})
    return send(command, ...rest)
  }
  return client
}
