import { once } from 'node:events'
import { createServer, request } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { addressHeaders } from './new-address.ts'

export interface CuttableProxy {
  readonly url: string
  /** Ends every connection and accepts none, as a lost network does; or only refuses new WebSockets. */
  cut(what?: 'everything' | 'sockets'): void
  mend(): void
  close(): Promise<void>
}

/**
 * A forward proxy on loopback that stands for the network of one device. With an address it says, in the first
 * head of each connection too, that the device comes from there.
 */
export async function startCuttableProxy(address?: string): Promise<CuttableProxy> {
  const open = new Set<Duplex>()
  let isCut: 'everything' | 'sockets' | false = false
  const keep = (socket: Duplex) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket)).on('error', () => socket.destroy())
  }
  const server = createServer((incoming, answer) => {
    const { url = '', method, headers } = incoming
    const from = address === undefined ? {} : addressHeaders(address)
    const onward = request(url, { method, headers: { ...headers, ...from }, agent: false }, (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers)
      response.pipe(answer)
    })
    onward.on('socket', keep).on('error', () => answer.destroy())
    incoming.pipe(onward)
  })
  server.on('connection', (socket: Socket) => (isCut === 'everything' ? socket.destroy() : keep(socket)))
  // Browsers tunnel WebSockets through a proxy.
  server.on('connect', (incoming, socket, head) => {
    if (isCut) {
      socket.destroy()
      return
    }
    const { hostname, port } = new URL(`http://${incoming.url}`)
    const onward = connect(Number(port), hostname, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      onward.write(head)
      onward.pipe(socket)
      if (address === undefined) socket.pipe(onward)
      else
        socket.once('data', (first: Buffer) => {
          onward.write(withAddress(first, address))
          socket.pipe(onward)
        })
    })
    keep(onward)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut(what = 'everything') {
      isCut = what
      if (what === 'everything') for (const socket of open) socket.destroy()
    },
    mend() {
      isCut = false
    },
    async close() {
      for (const socket of open) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

/** The head of a WebSocket's request with the address behind its first line; what is encrypted stays as it is. */
function withAddress(head: Buffer, address: string): Buffer {
  if (head.subarray(0, 4).toString('latin1') !== 'GET ') return head
  const end = head.indexOf('\r\n') + 2
  const lines = Object.entries(addressHeaders(address)).map(([name, value]) => `${name}: ${value}\r\n`)
  return Buffer.concat([head.subarray(0, end), Buffer.from(lines.join('')), head.subarray(end)])
}
