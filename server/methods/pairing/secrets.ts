import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import type { ClaimId, PairingId } from '../../../shared/ids.ts'
import { CROCKFORD, PIN_LENGTH, RETURN_PIN_LENGTH } from '../../../shared/pins.ts'
import { QR_SECRET_BYTES, qrSecretMessage } from '../../../shared/qr.ts'

/**
 * Every code of a pairing is derived from the server's secret and the pairing's record, so no code is
 * ever stored, a retried command shows the same one, and any node can show it again.
 */
export interface PairingSecrets {
  /** Names the secret that new pairings use; it is written into their record. */
  readonly keyId: string
  /** 32 bytes, base64url: the page derives the QR secrets of this epoch from it. Null: key is gone. */
  qrSeed(keyId: string, id: PairingId, epoch: number): string | null
  /** QR secret number `step` of an epoch: 16 bytes, base64url. */
  qrSecret(keyId: string, id: PairingId, epoch: number, step: number): string | null
  /** The PIN of an epoch: 8 characters of Crockford base 32. */
  pin(keyId: string, id: PairingId, epoch: number): string | null
  /** Keyed hash of a PIN for an account name, under every secret that is accepted; newest first. */
  pinHashes(foldedName: string, pin: string): readonly string[]
  /** The return PIN of a claim: 7 digits. */
  returnPin(keyId: string, id: PairingId, claimId: ClaimId, round: number): string | null
  /** Keyed hash of a return PIN, bound to pairing, claim and round. */
  returnPinHash(keyId: string, id: PairingId, claimId: ClaimId, round: number, pin: string): string
  /** MAC of a receipt under every secret that is accepted; newest first. */
  receiptMacs(text: string): readonly string[]
  /** A keyed name for a browser, network or account in stores and indexes: 128 bit, base64url. */
  tag(kind: 'browser' | 'network' | 'name' | 'page' | 'limit' | 'lock', value: string): string
}

interface KeyRing {
  readonly id: string
  readonly key: (use: string) => Buffer
}

/**
 * From the deployment's SECRET and, for the time of a rotation, the one before.
 * No pairing lives longer than 20 min, and so long after the start the one before has to be accepted.
 */
export function createPairingSecrets(
  secret: string,
  previous?: string,
  acceptsPrevious: () => boolean = () => true,
): PairingSecrets {
  const current = keyRing(secret)
  const both = previous === undefined ? [current] : [current, keyRing(previous)]
  const rings = () => (acceptsPrevious() ? both : [current])
  const ring = (keyId: string) => rings().find((one) => one.id === keyId) ?? null
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
      rings().map((keys) => mac(keys.key('pin'), ['pin hash', foldedName, pin]).toString('base64url')),
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
    receiptMacs: (text) => rings().map((keys) => mac(keys.key('receipt'), [text]).toString('base64url')),
    tag: (kind, value) => mac(current.key('tag'), [kind, value]).subarray(0, 16).toString('base64url'),
  }
}

/** Compares two texts in a time that does not depend on where they differ. */
export function sameText(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** One key for each use (RFC 5869), so that no MAC of one use can stand for another. */
function keyRing(secret: string): KeyRing {
  const keys = new Map<string, Buffer>()
  const key = (use: string) => {
    const known = keys.get(use) ?? Buffer.from(hkdfSync('sha256', secret, '', `rekey ${use}`, 32))
    keys.set(use, known)
    return known
  }
  return { id: key('key id').subarray(0, 6).toString('base64url'), key }
}

function mac(key: Buffer, fields: readonly (string | number)[]): Buffer {
  return createHmac('sha256', key).update(JSON.stringify(fields)).digest()
}

/** 5 bits of each byte: 32 divides 256, so no character is likelier than another. */
function crockford(bytes: Buffer): string {
  return [...bytes.subarray(0, PIN_LENGTH)].map((byte) => CROCKFORD[byte % 32]).join('')
}

/** Rejection sampling, so that no number is likelier than another. */
function digits(draw: (attempt: number) => Buffer): string {
  const range = 10 ** RETURN_PIN_LENGTH
  const fair = 2 ** 32 - (2 ** 32 % range)
  for (let attempt = 0; ; attempt += 1) {
    const value = draw(attempt).readUInt32BE(0)
    if (value < fair) return String(value % range).padStart(RETURN_PIN_LENGTH, '0')
  }
}
