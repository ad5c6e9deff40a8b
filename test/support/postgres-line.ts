import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A line to PostgreSQL that can be cut after any message of the server. */
export interface PostgresLine {
  readonly url: string
  /** Lets so many more messages of the server through, then cuts, once; that last one is not delivered. */
  cutAfter(messages: number, how: 'end' | 'reset'): void
  /** Ends every connection, so that the next use begins with a new one. */
  dropAll(): Promise<unknown>
  /** Whether the cut that was asked for came. */
  readonly hasCut: boolean
  /** How many were begun by us so far. */
  readonly connections: number
  close(): Promise<void>
}

/** Stands between us and the server of this URL, which names a Unix socket. */
export async function startPostgresLine(url: string): Promise<PostgresLine> {
  const target = new URL(url)
  const path = `${target.searchParams.get('host')}/.s.PGSQL.5432`
  const open = new Set<Socket>()
  let left = Number.POSITIVE_INFINITY
  let how: 'end' | 'reset' = 'end'
  let connections = 0

  // Each message leaves by itself, so that none waits for the answer to the one before.
  const server = createServer({ noDelay: true }, (near) => {
    connections += 1
    const far = connect(path)
    for (const socket of [near, far]) {
      open.add(socket)
      socket.on('error', () => socket.destroy()).once('close', () => open.delete(socket))
    }
    near.pipe(far)
    near.once('close', () => far.destroy())
    const take = messageReader()
    far.on('data', (chunk: Buffer) => {
      for (const message of take(chunk)) {
        if (left === 0) return cut(near, far)
        left -= 1
        near.write(message)
      }
    })
    far.once('close', () => near.end())
  })

  function cut(near: Socket, far: Socket): void {
    left = Number.NEGATIVE_INFINITY
    if (how === 'reset') near.resetAndDestroy()
    else near.destroySoon()
    far.destroy()
  }

  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `postgres://postgres@127.0.0.1:${(server.address() as AddressInfo).port}${target.pathname}`,
    cutAfter(messages, by) {
      left = messages
      how = by
    },
    async dropAll() {
      const closed = [...open].map((socket) => once(socket, 'close'))
      for (const socket of open) socket.destroy()
      await Promise.all(closed)
    },
    get hasCut() {
      return left === Number.NEGATIVE_INFINITY
    },
    get connections() {
      return connections
    },
    async close() {
      for (const socket of open) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Splits what the server sends into its messages: a letter, and a length that counts itself. */
function messageReader(): (chunk: Buffer) => Buffer[] {
  let rest = Buffer.alloc(0)
  return (chunk) => {
    rest = Buffer.concat([rest, chunk])
    const whole: Buffer[] = []
    while (rest.length >= 5 && rest.length > rest.readUInt32BE(1)) {
      const end = 1 + rest.readUInt32BE(1)
      whole.push(rest.subarray(0, end))
      rest = rest.subarray(end)
    }
    return whole
  }
}
