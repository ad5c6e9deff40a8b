import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** Stands before a server on loopback, and keeps what each connection began with. */
export interface FirstBytes {
  readonly heard: Buffer[]
  close(): Promise<void>
}

/** Listens on `port` and passes everything on to `target`. */
export async function keepFirstBytes(port: number, target: number): Promise<FirstBytes> {
  const heard: Buffer[] = []
  const open = new Set<Socket>()
  const keep = (socket: Socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket)).on('error', () => socket.destroy())
  }
  const server = createServer((socket) => {
    const onward = connect(target, '127.0.0.1')
    keep(socket)
    keep(onward)
    socket.once('data', (first: Buffer) => heard.push(first))
    socket.pipe(onward).pipe(socket)
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    heard,
    async close() {
      for (const socket of open) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
