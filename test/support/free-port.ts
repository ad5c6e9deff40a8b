import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer } from 'node:net'

/**
 * No browser refuses one of them, and the system gives none out by itself: it begins at 32,768. Nor does it give out
 * the port 10,000 above, where a node of a Redis cluster listens for the others.
 */
const FIRST = 20_000
const END = 22_700

/**
 * A loopback port for TCP that nobody listens on. The system gives it to no outgoing connection, and no other process
 * of these tests is given it while this one lives: a server that ends finds it free when it starts again.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = FIRST + Math.floor(Math.random() * (END - FIRST))
    if ((await isOurs(port)) && (await isFree(port))) return port
  }
}

/** The same number for UDP, which nobody here needs, is held as a sign to the others; it goes with this process. */
async function isOurs(port: number): Promise<boolean> {
  const sign = createSocket('udp4').bind({ port, address: '127.0.0.1', exclusive: true })
  try {
    await once(sign, 'listening')
  } catch {
    sign.close()
    return false
  }
  sign.unref()
  return true
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
