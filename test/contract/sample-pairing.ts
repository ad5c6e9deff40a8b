import { randomBytes } from 'node:crypto'
import type { Open } from '../../server/methods/pairing/machine.ts'
import type { ConnectionId, PageKey, PairingId } from '../../shared/ids.ts'

export const randomId = () => randomBytes(16).toString('base64url') as PairingId

/** An open pairing with an id of its own; `over` changes what a test is about. */
export function samplePairing(over: Partial<Open> = {}): Open {
  return {
    format: 2,
    state: 'open',
    id: randomId(),
    version: 1,
    purpose: 'replace',
    pageKey: 'page-key' as PageKey,
    browser: 'browser-hash',
    network: 'network-hash',
    wideNetwork: null,
    requester: { device: 'Chrome on Windows', network: '192.0.2.0/24', place: null },
    place: null,
    keyId: 'key-1',
    openedAt: 1_700_000_000_000,
    epoch: 0,
    epochAt: 1_700_000_000_000,
    binding: null,
    pinHash: null,
    wrongReturnPins: 0,
    reasons: ['pin-way'],
    viewVersion: 1,
    connection: 'connection' as ConnectionId,
    detachedAt: null,
    replies: {},
    ...over,
  }
}

/** For a write that depends on this version alone. */
export const on = (version: number) => ({ version, until: Number.POSITIVE_INFINITY })
