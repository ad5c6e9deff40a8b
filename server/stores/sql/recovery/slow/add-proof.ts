import { methodOf } from '../../../../recovery/policy.ts'
import { afterProof, leavesBehind } from '../../../../recovery/slow/after-proof.ts'
import type { Proving, SlowLedger } from '../../../../recovery/slow/slow-ledger.ts'
import { standingOf } from '../../../../recovery/slow/standing.ts'
import { writeAudit } from '../../audit.ts'
import type { Database } from '../../database.ts'
import { holdAccount } from '../../hold-account.ts'
import { beginOpen, changeOpen, endUnderWay } from './change.ts'
import { tellOfProof } from './pause-links.ts'
import { clock, disputeOf, findSlow, underWayOf } from './row.ts'
import type { Spend } from './spend.ts'

/** See SlowLedger. */
export function addProof(
  { transact }: Database,
  spend: Spend,
  proving: Proving,
): ReturnType<SlowLedger['addProof']> {
  const { given, pageKey, keeps, requester, level } = proving
  const { accountId, evidence } = given
  return transact<Awaited<ReturnType<SlowLedger['addProof']>>>(async (tx, rollBack) => {
    const passkeys = await holdAccount(tx, accountId)
    const spent = await spend(tx, accountId, evidence)
    if (!spent) return rollBack('void') // [R44]
    // Only now: whoever hears of it could have begun a recovery.
    const kept = keeps && (await findSlow(tx, keeps, pageKey))
    if (kept && leavesBehind(kept.recovery, proving)) return rollBack('other-account') // [R74]
    const around = { passkeys, now: await clock(tx), disputedSince: await disputeOf(tx, accountId) }
    const after = afterProof(proving, spent, { ...around, underWay: await underWayOf(tx, accountId) })
    const { recovery, moved, isNew } = after
    await endUnderWay(tx, moved, 'moved', {})
    await (isNew ? beginOpen(tx, after) : changeOpen(tx, after))
    await writeAudit(tx, {
      ...{
        action: 'recovery-proof-added',
        accountId,
        recoveryId: recovery.id,
        detail: methodOf(spent.method),
      },
      ...{ device: requester.device, network: requester.network },
      proof: { first: isNew, until: standingOf(after, level).until },
    })
    await tellOfProof(tx, after, proving, methodOf(spent.method))
    return { recovery, ...around }
  })
}
