import type { ConnectionId, PairingId } from './ids.ts'

/** The commands of the requesting page that must be signed by its page key. */
export const SIGNED_COMMANDS = [
  'open',
  'resume',
  'new-code',
  'return-pin',
  'register-options',
  'register',
] as const

export type SignedCommand = (typeof SIGNED_COMMANDS)[number]

export interface SignatureFacts {
  readonly command: SignedCommand
  /** Empty at `open`, when there is no pairing yet. */
  readonly pairingId: PairingId | ''
  /** The origin that the page runs on. The server uses the one that it saw at the upgrade. */
  readonly origin: string
  /** 32 bytes, base64url: from the hello or the last acknowledgement of the same connection. */
  readonly nonce: string
  readonly connection: ConnectionId
  /** SHA-256 of the body text exactly as it is sent, base64url. */
  readonly bodyHash: string
}

/**
 * The bytes that the page key signs (ECDSA P-256, SHA-256, IEEE P1363 form). A JSON array of strings separates the
 * fields without ambiguity. The label keeps the signature from being valid for any other purpose.
 */
export function pageSignatureMessage(facts: SignatureFacts): Uint8Array<ArrayBuffer> {
  const { command, pairingId, origin, nonce, connection, bodyHash } = facts
  return new TextEncoder().encode(
    JSON.stringify(['rekey page signature 1', command, pairingId, origin, nonce, connection, bodyHash]),
  )
}
