import { Redis, type RedisOptions } from 'ioredis'
import { reasonOf } from './reason.ts'

/** What a server answered, or why it did not. */
type Answered = { readonly answer: unknown } | { readonly why: string }

/** Sends one command to one server over its own connection. Returns the answer, or why there was none. */
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
    // After the connection has ended, disconnect() would wait for an end that does not come again.
    if (server.status !== 'end') server.disconnect()
  }
}
