import { createClient, type Login, type RedisClient } from './connection-options.ts'
import { awaitFirstAnswer } from './first-answer.ts'
import { reasonOf } from './reason.ts'
import type { RedisPlace } from './redis-url.ts'
import { unusable } from './start-problem.ts'

/** A start waits no longer than this: sentinels are asked again and again, and a large store takes time to load. */
const START_WITHIN_MS = 10_000

/** `lost` once when a connection breaks, `back` when it works again. */
export type ReportConnection = (news: 'lost' | 'back', why: string) => void

/**
 * Connects, or throws a sentence that names the host and what to do. Later the client reconnects by itself. While
 * there is no connection, its commands fail at once. A command without an answer fails after `commandTimeoutMs`.
 */
export async function connectRedis(
  place: RedisPlace,
  login: Login,
  commandTimeoutMs: number,
  report: ReportConnection,
): Promise<RedisClient> {
  const client = createClient(place, login, commandTimeoutMs)
  await awaitFirstAnswer(place, commandTimeoutMs)
  let firstError = ''
  const hear = (error: Error) => {
    firstError ||= reasonOf(error)
    // Otherwise ioredis would go on with database 0.
    if (wasSelect(error)) client.disconnect(true) // [K166]
  }
  client.on('error', hear)
  // Only during the start: later, one of many nodes may be away for long without causing any other failure.
  client.on('node error', hear)
  try {
    await withinStart(client.connect())
  } catch (error) {
    client.disconnect()
    throw unusable(place, firstError || reasonOf(error) || 'no answer')
  }
  client.off('node error', hear)
  firstError = ''
  let standing = true
  client.on('close', () => {
    if (standing) report('lost', firstError || 'The connection was closed.')
    standing = false
  })
  client.on('ready', () => {
    if (!standing) report('back', '')
    standing = true
    firstError = ''
  })
  return client
}

/** Whether choosing the database was refused. */
function wasSelect(error: Error & { readonly command?: { readonly name?: string } }): boolean {
  return error.command?.name === 'select'
}

async function withinStart(connected: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${START_WITHIN_MS / 1_000} s`)), START_WITHIN_MS)
  })
  await Promise.race([connected, late]).finally(() => clearTimeout(timer))
}
