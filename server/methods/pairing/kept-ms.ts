import type { Lifetimes } from './lifetimes.ts'
import { isEnded, type Pairing } from './machine.ts'

/**
 * Milliseconds from now that the store keeps a record: as long as the pairing can go on, and a while more. In that
 * while, a reused code is recognised, and a page that comes back is told how the pairing went. The time counts from
 * what happened, not from the write, so nothing that is sent to a finished record prolongs it. A registered passkey
 * needs no record to be proven: SQL alone judges that.
 */
export function keptMs(pairing: Pairing, now: number, lives: Lifetimes): number {
  return Math.max(1, lastsUntil(pairing, lives) + lives.remembered - now)
}

function lastsUntil(pairing: Pairing, lives: Lifetimes): number {
  if (isEnded(pairing)) return pairing.endedAt // [L45]
  if (pairing.state === 'done') return pairing.doneAt // [L46]
  if (pairing.state === 'registered') return pairing.registeredAt // [L47]
  const whole = pairing.openedAt + lives.whole
  if (pairing.detachedAt !== null) return Math.min(whole, pairing.detachedAt + lives.resume) // [L48]
  return whole
}
