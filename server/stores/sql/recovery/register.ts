import type { EndCause } from '../../../../shared/end-causes.ts'
import type { CredentialId } from '../../../../shared/ids.ts'
import type { AuditEntry } from '../../../audit/audit-entry.ts'
import { isYoung } from '../../../passkeys/authority.ts'
import { haveYoungTheirs } from '../../../passkeys/caps.ts'
import type { Credential, NewCredential } from '../../../passkeys/credential.ts'
import { defaultName } from '../../../passkeys/default-name.ts'
import type { Policy } from '../../../recovery/policy.ts'
import { approvalOf, type RecoveryFacts } from '../../../recovery/recovery.ts'
import { find } from '../acts/actor.ts'
import { writeAudit } from '../audit.ts'
import { insertCredential, moveCredential } from '../credential-rows.ts'
import type { Database, Queries } from '../database.ts'
import { holdAccount } from '../hold-account.ts'
import { recentArrivals } from '../recent-arrivals.ts'
import { retire } from './retired.ts'
import { claimRow, findRow } from './row.ts'
import { endBeyondMost } from './unproven.ts'

/** See RecoveryLedger. A stolen passkey is suspended here already, and its sessions end, as they would when the new one is proven. */
export function register(
  { transact }: Database,
  policy: Policy,
  facts: RecoveryFacts,
  credential: NewCredential,
  audit: AuditEntry,
): Promise<'registered' | 'repeated' | 'taken' | 'credential-known' | 'approver-gone' | 'unjustified'> {
  return transact(async (tx, rollBack) => {
    const held = await holdAccount(tx, facts.accountId)
    if (!policy(facts.proofs)) return 'unjustified' // [S211]
    const claimed = await claimRow(tx, facts, { state: 'registered', credentialId: credential.id })
    if (!claimed) return whatStands(tx, facts, credential.id)
    const approval = approvalOf(facts)
    const approver = approval && find(held, approval.credentialId)
    if (approval && approver?.status !== 'active') return rollBack('approver-gone')
    if (approver?.calledOut) return rollBack('approver-gone') // [R31]
    if (approver && (await isOverForYoung(tx, held, approver, facts))) return rollBack('approver-gone') // [A66]
    const named = {
      ...credential,
      name: defaultName(credential.name, held), // [A111]
    }
    if (!(await insertCredential(tx, named, 'unproven', facts.id))) return rollBack('credential-known')
    if (facts.retireMode === 'stolen') await retire(tx, held, facts)
    await endBeyondMost(tx, held, facts) // [S160]
    await writeAudit(tx, audit)
    return 'registered'
  })
}

/** Whether the young passkeys together have brought in as many as they may, this one not counted. */
async function isOverForYoung(
  tx: Queries,
  held: readonly Credential[],
  approver: Credential,
  { accountId, id: own }: RecoveryFacts,
): Promise<boolean> {
  if (!isYoung(approver)) return false
  const others = (await recentArrivals(tx, accountId)).filter(({ id }) => id !== own)
  return haveYoungTheirs(held, others, approver)
}

/** Why the row could not be claimed: another recovery may have registered the same passkey. */
async function whatStands(
  tx: Queries,
  facts: RecoveryFacts,
  id: CredentialId,
): Promise<'repeated' | 'taken' | 'credential-known'> {
  const found = await findRow(tx, facts.id)
  if (!found) return 'credential-known'
  const stands = found.state === 'registered' || found.state === 'done'
  return stands && found.credentialId === id && found.accountId === facts.accountId ? 'repeated' : 'taken'
}

type EndOutcome =
  | { readonly outcome: 'ended' }
  | { readonly outcome: 'registered' | 'done'; readonly credentialId: CredentialId }

/** See RecoveryLedger. Ending what has ended already answers `ended` too; the audit has it once. */
export function end(
  { transact }: Database,
  facts: RecoveryFacts,
  cause: EndCause,
  revokeUnproven: boolean,
  audit: AuditEntry,
): Promise<EndOutcome> {
  return transact(async (tx) => {
    await holdAccount(tx, facts.accountId)
    const ended =
      (await claimRow(tx, facts, { state: 'ended', cause })) ||
      (revokeUnproven && (await revoke(tx, facts, cause)))
    if (!ended) return whatCameFirst(tx, facts)
    await writeAudit(tx, audit)
    return { outcome: 'ended' }
  })
}

async function revoke(tx: Queries, facts: RecoveryFacts, cause: EndCause): Promise<boolean> {
  const row = await tx.db
    .updateTable('recoveries')
    .set({ state: 'ended', cause })
    .where('id', '=', facts.id)
    .where('account_id', '=', facts.accountId)
    .where('state', '=', 'registered')
    .returning('credential_id')
    .executeTakeFirst()
  if (!row?.credential_id) return false
  await moveCredential(tx, facts.accountId, row.credential_id, ['unproven'], 'removed')
  return true
}

async function whatCameFirst(tx: Queries, facts: RecoveryFacts): Promise<EndOutcome> {
  const found = await findRow(tx, facts.id)
  const stillNothing = !found?.credentialId || found.state === 'ended'
  if (stillNothing) return { outcome: 'ended' }
  return { outcome: found.state === 'registered' ? 'registered' : 'done', credentialId: found.credentialId }
}
