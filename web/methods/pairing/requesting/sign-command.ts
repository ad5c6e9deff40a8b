import type { CommandId, ConnectionId, PairingId } from '../../../../shared/ids.ts'
import { pageSignatureMessage, type SignedCommand } from '../../../../shared/page-signature.ts'
import type { SignedMessage } from '../../../../shared/protocol.ts'
import { toBase64url } from '../../../wire/base64url.ts'
import type { PageKeyPair } from '../../../wire/page-key.ts'

interface CommandToSign {
  readonly command: SignedCommand
  readonly id: CommandId
  readonly body: object
  readonly pairingId: PairingId | ''
  readonly origin: string
  readonly connection: ConnectionId
  readonly nonce: string
}

/** Signs one command for one connection and one nonce. */
export async function signCommand(key: PageKeyPair, toSign: CommandToSign): Promise<SignedMessage> {
  const { command, id, pairingId, origin, connection, nonce } = toSign
  const body = JSON.stringify(toSign.body)
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(body))
  const bodyHash = toBase64url(new Uint8Array(digest))
  const signature = await key.sign(
    pageSignatureMessage({ command, pairingId, origin, nonce, connection, bodyHash }),
  )
  return { id, nonce, body, signature }
}
