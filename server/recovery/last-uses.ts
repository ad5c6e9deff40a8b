import type { Health } from '../../shared/readiness.ts'
import type { RecoveryMethodId } from '../../shared/recovery.ts'
import { methodOf, type SlowProofMethod } from './policy.ts'
import type { Proof } from './recovery.ts'

/** When each method last gave a proof, whatever came of its recovery: also one that was stopped says who has what. */
export function lastUses(proofs: readonly Pick<Proof, 'method' | 'at'>[]): Health['lastUsed'] {
  const last: Partial<Record<RecoveryMethodId, number>> = {}
  for (const { method, at } of proofs) {
    for (const used of usedFor(method)) last[used] = Math.max(at, last[used] ?? 0)
  }
  return last
}

/** The code of a case that was mailed used both: the case, and the mailbox. */
function usedFor(method: Proof['method']): readonly RecoveryMethodId[] {
  if (method === 'pairing') return ['pairing']
  if (method === 'added') return []
  const counts = methodOf(method satisfies SlowProofMethod)
  return method === 'mailed-case' ? [counts, 'assisted'] : [counts] // [V16]
}
