import { type KeyObject, randomBytes } from 'node:crypto'
import type { PageKey, PairingId } from '../../../../shared/ids.ts'
import type { SignedCommand } from '../../../../shared/page-signature.ts'
import type { RequestingView } from '../../../../shared/pairing-view.ts'
import type { RequestingEvents, SignedMessage } from '../../../../shared/protocol.ts'
import type { Line } from '../../../requests/channel.ts'
import { hashBody, readPageKey } from '../../../requests/page-key.ts'
import type { SocketContext } from '../../../requests/socket-context.ts'
import { sameText } from '../../../secrets/same-text.ts'
import { verifyPageSignature } from '../page-signature.ts'
import { LastShown } from './last-shown.ts'

/** The pairing of whose page a connection has proven to be. */
export interface ProvenPage {
  readonly pageKey: PageKey
  readonly pairingId: PairingId
}

/**
 * What one connection of a requesting page remembers: its nonce, which works once, and what it has proven. All of
 * it ends with the connection, and no other node knows it.
 */
export class RequestingLine {
  readonly context: SocketContext
  readonly line: Line<RequestingEvents>
  readonly shown: LastShown<RequestingView>
  page: ProvenPage | null = null
  /** True while `open` or `resume` is being answered. */
  isAsking = false
  /** Stops the timer that watches for silence. A timer of a connection that is gone would keep it in memory. */
  stopWatching = (): void => {}
  #nonce = ''
  #key: { readonly of: PageKey; readonly read: KeyObject | null } | null = null

  constructor(context: SocketContext, line: Line<RequestingEvents>) {
    this.context = context
    this.line = line
    this.shown = new LastShown(
      (view) => line.emit('pairing', view),
      ({ pairingId }) => pairingId,
    )
  }

  async whileAsking<Answer>(answer: Promise<Answer>): Promise<Answer> {
    this.isAsking = true
    try {
      return await answer
    } finally {
      this.isAsking = false
    }
  }

  /** Makes a nonce of 32 bytes. The one before is void. */
  nextNonce(): string {
    this.#nonce = randomBytes(32).toString('base64url')
    return this.#nonce
  }

  /** Whether this page key signed this message for this connection. The nonce is spent in either case. */
  hasSigned(
    command: SignedCommand,
    message: SignedMessage,
    pageKey: PageKey,
    pairingId: PairingId | '',
  ): boolean {
    const nonce = this.#nonce
    this.#nonce = '' // [P42]
    if (nonce === '' || !sameText(nonce, message.nonce)) return false
    const { origin, connection } = this.context
    const facts = { command, pairingId, origin, nonce, connection, bodyHash: hashBody(message.body) }
    return verifyPageSignature(this.#read(pageKey), facts, message.signature)
  }

  /** A connection is of one page, so its key is read once. */
  #read(pageKey: PageKey): KeyObject | null {
    if (this.#key?.of !== pageKey) this.#key = { of: pageKey, read: readPageKey(pageKey) }
    return this.#key.read
  }
}
