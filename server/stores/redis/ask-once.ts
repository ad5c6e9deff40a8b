import { Redis, type RedisOptions } from 'ioredis'
import { reasonOf } from './reason.ts'

export type Answered = { readonly answer: unknown } | { readonly why: string }

/** Asks one server one thing over a connection of its own: what it says, or why it could not be asked. */
export async function askOnce(
  options: Omit<RedisOptions, 'replyMapping'>,
  command: string,
  ...words: readonly string[]
): Promise<Answered> {
  const once = { lazyConnect: true, enableReadyCheck: false, retryStrategy: () => null }
  const server = new Redis({ ...options, ...once })
  let firstError = ''
  server.on('error', (error: Error) => {
    firstError ||= reasonOf(error)
  })
  try {
    await server.connect()
    return { answer: await server.call(command, ...words) }
  } catch (error) {
    return { why: firstError || reasonOf(error) || 'no answer' }
  } finally {
    // One that has ended would begin to wait for its end.
    if (server.status !== 'end') server.disconnect()
  }
}
