import { createHmac, hkdfSync } from 'node:crypto'

/** The keys of one secret, one for each use (RFC 5869), so that a MAC for one use is never valid for another. */
interface KeyRing {
  /** Names the secret, and says nothing about it. */
  readonly id: string
  readonly key: (use: string) => Buffer
}

/** What is derived from the deployment's SECRET and, while it is being changed, from the previous one. */
export interface Keys {
  readonly current: KeyRing
  /** The current ring, and then the previous one as long as it is accepted. */
  accepted(): readonly KeyRing[]
  /** A keyed name for a browser, network or account in stores and indexes: 128 bit, base64url. */
  tag(kind: 'browser' | 'network' | 'name' | 'page' | 'limit' | 'lock', value: string): string
}

/** Derives the keys. The previous secret is accepted as long as `acceptsPrevious` says so. */
export function createKeys(
  secret: string,
  previous?: string,
  acceptsPrevious: () => boolean = () => true,
): Keys {
  const current = keyRing(secret)
  const both = previous === undefined ? [current] : [current, keyRing(previous)]
  return {
    current,
    accepted: () => (acceptsPrevious() ? both : [current]),
    tag: (kind, value) => mac(current.key('tag'), [kind, value]).subarray(0, 16).toString('base64url'),
  }
}

function keyRing(secret: string): KeyRing {
  const keys = new Map<string, Buffer>()
  const key = (use: string) => {
    const known = keys.get(use) ?? Buffer.from(hkdfSync('sha256', secret, '', `rekey ${use}`, 32))
    keys.set(use, known)
    return known
  }
  return { id: key('key id').subarray(0, 6).toString('base64url'), key }
}

/** A MAC over these fields. No other list of fields has the same. */
export function mac(key: Buffer, fields: readonly (string | number)[]): Buffer {
  return createHmac('sha256', key).update(JSON.stringify(fields)).digest()
}
