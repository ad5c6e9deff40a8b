import { once } from 'node:events'
import { createServer } from 'node:net'

/** Below them the system gives out none by itself, and no browser refuses one of them. */
const FIRST = 20_000
const END = 32_000

const given = new Set<number>()

/**
 * A loopback port that nobody listens on. The system gives it to no outgoing connection, so that a server that
 * ends finds it free when it starts again. Another process may still choose it too: whoever binds it must be ready
 * to try another.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = FIRST + Math.floor(Math.random() * (END - FIRST))
    if (given.has(port) || !(await isFree(port))) continue
    given.add(port)
    return port
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1')
  try {
    await once(server, 'listening')
  } catch {
    return false
  }
  server.close()
  await once(server, 'close')
  return true
}
