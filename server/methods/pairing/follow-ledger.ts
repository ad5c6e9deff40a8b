import type { PairingId } from '../../../shared/ids.ts'
import type { RecoveryLedger } from '../../recovery/recovery-ledger.ts'
import type { Decide, Decided } from './decide.ts'
import { pairingCause } from './pairing-cause.ts'
import type { PairingStore, Seen } from './pairing-store.ts'

interface FollowDeps {
  readonly pairings: Pick<PairingStore, 'load'>
  readonly ledger: Pick<RecoveryLedger, 'find'>
  readonly decide: Decide
}

/**
 * Brings a record that is behind up to what SQL has committed, for example if the process was killed between the
 * commit and the write of the record. Null if there is no record.
 */
export type FollowLedger = (pairingId: PairingId) => Promise<Seen | null>

export function createFollowLedger({ pairings, ledger, decide }: FollowDeps): FollowLedger {
  return async (pairingId) => {
    const { pairing, now } = await pairings.load(pairingId)
    if (!pairing) return null
    const seen = { pairing, now }
    if (pairing.state !== 'approved' && pairing.state !== 'registered') return seen
    const row = await ledger.find(pairingId)
    if (!row) return seen
    if (row.state === 'ended' || row.credentialId === null) {
      return seenIn(await decide(seen, { type: 'sealed', cause: pairingCause(row.cause) }))
    }
    const followed = await decide(seen, { type: 'registered', credentialId: row.credentialId })
    return seenIn(followed && row.doneAt !== null ? await decide(followed, { type: 'prove' }) : followed)
  }
}

/** Without the refusal: the page asked for none of this, and is answered what it asked. */
function seenIn(decided: Decided | null): Seen | null {
  return decided && { pairing: decided.pairing, now: decided.now }
}
