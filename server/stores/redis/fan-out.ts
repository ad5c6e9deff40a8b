import { Cluster, type Command, type RedisOptions } from 'ioredis'
import type { RedisClient } from './connection-options.ts'
import { reasonOf } from './reason.ts'

type Send = (command: Command, ...rest: unknown[]) => unknown

/** Two connections over which nodes tell each other what changed. */
export interface FanOut {
  readonly publisher: RedisClient
  readonly subscriber: RedisClient
  /** Of this deployment: channels know none. */
  readonly database: number
}

/** A subscription that was lost on its way is sent again, until it stands. */
const SUBSCRIBER = {
  enableOfflineQueue: true,
  maxRetriesPerRequest: null,
  autoResendUnfulfilledCommands: true,
  commandTimeout: undefined,
}

/**
 * Opens the two. ioredis awaits no renewed subscription, so a failure there would end the process as an unhandled
 * rejection; what is told are hints, so here such a failure is forgotten.
 */
export async function openFanOut(client: RedisClient, database: number): Promise<FanOut> {
  let firstError = ''
  // Later the main client reports what happens to Redis; a listener keeps ioredis from printing it again.
  const hear = (error: Error) => {
    firstError ||= reasonOf(error)
  }
  const publisher = forgetFailures(duplicate(client, {}).on('error', hear))
  const subscriber = forgetFailures(duplicate(client, SUBSCRIBER).on('error', hear))
  try {
    await Promise.all([publisher.connect(), subscriber.connect()])
    return { publisher, subscriber, database }
  } catch (error) {
    // They would try for ever, and keep a start that has failed from ending.
    for (const connection of [publisher, subscriber]) connection.disconnect() // [K179]
    throw new Error(firstError || reasonOf(error) || 'A second connection was closed.')
  }
}

function duplicate(client: RedisClient, over: Partial<RedisOptions>): RedisClient {
  // A cluster renews subscriptions by itself and takes only its own options.
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
