import { isByLink, type Verdict, verdictOn } from '../policy.ts'
import type { Proving, SlowProof, SlowRecovery, Surrounded } from './slow-ledger.ts'
import { circumstancesOf } from './standing.ts'

/** What surrounds the proofs of an account. */
type Around = Omit<Surrounded, 'recovery'>

/**
 * Whether all that a recovery rests on was proven on another page too, so that nothing is lost with it. Otherwise proofs
 * that count for nothing would end the owner's recovery again and again. So would the word of supporters end one by the
 * operator's link, a code to one address one by a code to another, and the word of one contact one by another's.
 */
export function isCoveredBy(
  other: SlowRecovery,
  proofs: readonly SlowProof[],
  around: Around,
  level: Proving['level'],
): boolean {
  const weighs = (proof: SlowProof) => weightOf(proof, { ...around, recovery: other }, level)
  const covers = (proof: SlowProof, one: SlowProof) =>
    weighs(proof) >= weighs(one) && // [R87]
    proof.addressId === one.addressId && // [R88]
    proof.agreementId === one.agreementId && // [R94]
    proof.from === one.from
  return other.proofs.every((one) => proofs.some((proof) => covers(proof, one)))
}

const WEIGHTS = {
  none: 0,
  'needs-another': 1,
  wait: 1,
  'prove-again': 1,
  enough: 2,
} as const satisfies Record<Verdict['is'], number>

/** What a proof is worth alone: nothing, a part, or enough at once. A link more than a word, and one that decides a tie most. */
function weightOf(proof: SlowProof, { recovery, ...around }: Surrounded, level: Proving['level']): number {
  const { is } = verdictOn(circumstancesOf({ ...around, recovery: { ...recovery, proofs: [proof] } }, level))
  if (is === 'none') return 0
  return WEIGHTS[is] + Number(isByLink(proof)) + Number(proof.method === 'operator-decision')
}
