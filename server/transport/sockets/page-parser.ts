import { EventEmitter } from 'node:events'
import { Decoder as AnyDecoder, Encoder, type Packet, PacketType } from 'socket.io-parser'

/** The packets that pages send: they enter, send commands, and leave. No binary packets, and no acknowledgements. */
const SENT_BY_PAGES = [PacketType.CONNECT, PacketType.DISCONNECT, PacketType.EVENT].map(String)

/**
 * Socket.IO's decoder, limited to what our pages send. Each connection has one. It sees every packet before Socket.IO
 * creates or keeps anything for it. If it throws, the connection ends.
 */
class PageDecoder extends EventEmitter {
  readonly #namespaces: readonly string[]
  readonly #decoder = new AnyDecoder()
  #decoded: Packet | null = null
  #entered = false

  constructor(namespaces: readonly string[]) {
    super()
    this.#namespaces = namespaces
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

  /**
   * A connection enters one namespace, once. A second attempt is refused, also while the first is being judged and
   * after it has left.
   */
  #judge(packet: Packet): Packet {
    if (packet.type !== PacketType.CONNECT) return packet
    if (!this.#namespaces.includes(packet.nsp)) throw new Error('There is no such namespace.') // [P76]
    if (this.#entered) throw new Error('It has entered before.') // [P77]
    this.#entered = true
    // Socket.IO keeps this as long as the socket lives.
    return { ...packet, data: versionOf(packet.data) } // [P78]
  }
}

function versionOf(auth: unknown): { readonly v?: number } {
  const { v } = (auth ?? {}) as { readonly v?: unknown }
  return typeof v === 'number' ? { v } : {}
}

/** The `parser` option of a Socket.IO server that has only these namespaces. */
export function createPageParser(namespaces: readonly string[]): object {
  class Decoder extends PageDecoder {
    constructor() {
      super(namespaces)
    }
  }
  return { Encoder, Decoder }
}
