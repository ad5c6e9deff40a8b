import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

export interface SlowLine {
  readonly port: number
  /** From now on nothing that is sent arrives, and no connection ends. */
  lose(): void
  close(): Promise<void>
}

/** A line on loopback to a server that seems far away: every byte takes this long, in each direction. */
export async function startSlowLine(port: number, oneWayMs: number): Promise<SlowLine> {
  const open = new Set<Socket>()
  let loses = false
  const carry = (from: Socket, to: Socket) => {
    open.add(from)
    from.on('data', (bytes) => setTimeout(() => loses || to.write(bytes), oneWayMs))
    from.on('error', () => from.destroy())
    from.once('close', () => {
      open.delete(from)
      to.destroy()
    })
  }
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1')
    carry(near, far)
    carry(far, near)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    lose() {
      loses = true
    },
    async close() {
      for (const socket of open) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
