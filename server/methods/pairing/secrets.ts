import { createHmac } from 'node:crypto'
import type { ClaimId, PairingId } from '../../../shared/ids.ts'
import { CROCKFORD, PIN_LENGTH, RETURN_PIN_LENGTH } from '../../../shared/pins.ts'
import { QR_SECRET_BYTES, qrSecretMessage } from '../../../shared/qr.ts'
import { type Keys, mac } from '../../secrets/keys.ts'

/**
 * Every code of a pairing is derived from the server's secret and the pairing's record. So no code is ever stored,
 * a retried command shows the same one, and any node can show it again.
 */
export interface PairingSecrets extends Pick<Keys, 'tag'> {
  /** The name of the secret that new pairings use. It is written into their records. */
  readonly keyId: string
  /** 32 bytes, base64url. The page derives the QR secrets of this epoch from it. Null if the key is gone. */
  qrSeed(keyId: string, id: PairingId, epoch: number): string | null
  /** QR secret number `step` of an epoch: 16 bytes, base64url. Null if the key is gone. */
  qrSecret(keyId: string, id: PairingId, epoch: number, step: number): string | null
  /** The PIN of an epoch: 8 characters of Crockford base 32. Null if the key is gone. */
  pin(keyId: string, id: PairingId, epoch: number): string | null
  /** Keyed hashes of a PIN for an account name, one for each accepted secret, the newest first. */
  pinHashes(foldedName: string, pin: string): readonly string[]
  /** The return PIN of a claim: 7 digits. Null if the key is gone. */
  returnPin(keyId: string, id: PairingId, claimId: ClaimId, round: number): string | null
  /** Keyed hash of a return PIN, bound to pairing, claim and round. */
  returnPinHash(keyId: string, id: PairingId, claimId: ClaimId, round: number, pin: string): string
  /** MACs of a receipt, one for each accepted secret, the newest first. */
  receiptMacs(text: string): readonly string[]
}

/** Derives the codes of pairings from the keys of the deployment. */
export function createPairingSecrets({ current, accepted, tag }: Keys): PairingSecrets {
  const ring = (keyId: string) => accepted().find((one) => one.id === keyId) ?? null
  const seed = (keyId: string, id: PairingId, epoch: number) => {
    const keys = ring(keyId)
    return keys && mac(keys.key('qr'), ['seed', keyId, id, epoch])
  }
  return {
    keyId: current.id,
    qrSeed: (keyId, id, epoch) => seed(keyId, id, epoch)?.toString('base64url') ?? null,
    qrSecret(keyId, id, epoch, step) {
      const key = seed(keyId, id, epoch)
      if (!key) return null
      const full = createHmac('sha256', key).update(qrSecretMessage(step)).digest()
      return full.subarray(0, QR_SECRET_BYTES).toString('base64url')
    },
    pin(keyId, id, epoch) {
      const keys = ring(keyId)
      return keys && crockford(mac(keys.key('pin'), ['pin', id, epoch]))
    },
    pinHashes: (foldedName, pin) =>
      accepted().map((keys) => mac(keys.key('pin'), ['pin hash', foldedName, pin]).toString('base64url')),
    returnPin(keyId, id, claimId, round) {
      const keys = ring(keyId)
      return (
        keys && digits((attempt) => mac(keys.key('return pin'), ['return pin', id, claimId, round, attempt]))
      )
    },
    returnPinHash(keyId, id, claimId, round, pin) {
      const keys = ring(keyId) ?? current
      return mac(keys.key('return pin'), ['return pin hash', id, claimId, round, pin]).toString('base64url')
    },
    receiptMacs: (text) => accepted().map((keys) => mac(keys.key('receipt'), [text]).toString('base64url')),
    tag,
  }
}

/** Uses 5 bits of each byte. 32 divides 256, so all characters are equally likely. */
function crockford(bytes: Buffer): string {
  return [...bytes.subarray(0, PIN_LENGTH)].map((byte) => CROCKFORD[byte % 32]).join('')
}

/** Rejection sampling, so that all numbers are equally likely. */
function digits(draw: (attempt: number) => Buffer): string {
  const range = 10 ** RETURN_PIN_LENGTH
  const fair = 2 ** 32 - (2 ** 32 % range)
  for (let attempt = 0; ; attempt += 1) {
    const value = draw(attempt).readUInt32BE(0)
    if (value < fair) return String(value % range).padStart(RETURN_PIN_LENGTH, '0')
  }
}
