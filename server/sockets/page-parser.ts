import { EventEmitter } from 'node:events'
import { Decoder, Encoder, type Packet, PacketType } from 'socket.io-parser'

/** All there are. */
export const NAMESPACES: readonly string[] = ['/lost', '/approve', '/account', '/admin']

/** What pages send: they enter, say commands, and leave. Nothing binary, and no answer to anything. */
const SENT_BY_PAGES = [PacketType.CONNECT, PacketType.DISCONNECT, PacketType.EVENT].map(String)

/**
 * Socket.IO's decoder, cut down to what pages of ours send. Each connection has one, and it sees every packet
 * before Socket.IO makes or keeps anything of it; what it throws ends the connection.
 */
class PageDecoder extends EventEmitter {
  readonly #decoder = new Decoder()
  #decoded: Packet | null = null
  #entered = false

  constructor() {
    super()
    this.#decoder.on('decoded', (packet: Packet) => {
      this.#decoded = packet
    })
  }

  add(message: unknown): void {
    const known = typeof message === 'string' && SENT_BY_PAGES.includes(message.charAt(0))
    if (!known) throw new Error('No page sends this.') // [P75]
    this.#decoder.add(message)
    const packet = this.#decoded
    this.#decoded = null
    if (packet) this.emit('decoded', this.#judge(packet))
  }

  destroy(): void {
    this.#decoder.destroy()
  }

  /** A connection enters one namespace, once: it is refused while it is still judged, and after it has left. */
  #judge(packet: Packet): Packet {
    if (packet.type !== PacketType.CONNECT) return packet
    if (!NAMESPACES.includes(packet.nsp)) throw new Error('There is no such namespace.') // [P76]
    if (this.#entered) throw new Error('It has entered before.') // [P77]
    this.#entered = true
    // Socket.IO keeps this for as long as the socket lives.
    return { ...packet, data: versionOf(packet.data) } // [P78]
  }
}

function versionOf(auth: unknown): { readonly v?: number } {
  const { v } = (auth ?? {}) as { readonly v?: unknown }
  return typeof v === 'number' ? { v } : {}
}

/** For the `parser` of a Socket.IO server. */
export const pageParser: object = { Encoder, Decoder: PageDecoder }
