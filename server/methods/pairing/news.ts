import type { Seen } from './pairing-store.ts'

/** Tells everybody who waits for a pairing, on this node and others, that it was written. */
export interface PairingNews {
  changed(written: Seen): void
}
