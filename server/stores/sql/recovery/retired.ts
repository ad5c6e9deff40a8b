import type { CredentialId, RecoveryId, SessionId } from '../../../../shared/ids.ts'
import { mayEnd } from '../../../passkeys/authority.ts'
import type { Credential } from '../../../passkeys/credential.ts'
import type { Doing } from '../../../passkeys/passkey-acts.ts'
import { type Approval, approvalOf, type Recovery, type RecoveryFacts } from '../../../recovery/recovery.ts'
import { entryOf, find } from '../acts/actor.ts'
import { endSessionsBegunBy, haltDoings, newHalt } from '../acts/halt.ts'
import { dropScheduledBy } from '../acts/schedule.ts'
import { setAside } from '../acts/set-aside.ts'
import { writeAudit } from '../audit.ts'
import { moveCredential } from '../credential-rows.ts'
import type { Queries } from '../database.ts'

/**
 * Suspends the lost or stolen passkey, and ends its sessions, except the one that approved. What a stolen one
 * approved and added is stopped too. It is kept, with its sessions, if it is the last one by now.
 */
export async function retire(
  tx: Queries,
  held: readonly Credential[],
  facts: RecoveryFacts,
): Promise<readonly SessionId[]> {
  const { retiredId, retireMode } = facts
  const approval = approvalOf(facts)
  if (!retiredId || !approval) return [] // [A117]
  const about = aboutOf(facts)
  const before = find(held, retiredId)?.status
  if ((await asideFor(tx, held, retiredId, approval)) !== 'set-aside') {
    if (before === 'active') await writeAudit(tx, entryOf(about, 'passkey-kept', retiredId, retireMode ?? ''))
    await retireNothing(tx, facts.id) // [S162]
    return []
  }
  if (before === 'active')
    await writeAudit(tx, entryOf(about, 'passkey-suspended', retiredId, retireMode ?? ''))
  const doing = { ...about, by: approval.credentialId }
  if (retireMode === 'stolen') {
    const halt = newHalt()
    await haltDoings(tx, doing, retiredId, halt, approval.sessionId)
    return halt.sessions
  }
  await dropScheduledBy(tx, doing, retiredId)
  return endSessionsBegunBy(tx, retiredId, approval.sessionId)
}

/**
 * If the approving passkey has been set aside since, it sets nothing aside. The new passkey may be proven a day
 * after the approval.
 */
async function asideFor(
  tx: Queries,
  held: readonly Credential[],
  on: CredentialId,
  { credentialId: by }: Approval,
): Promise<'set-aside' | 'last' | 'not-there' | 'approver-stopped'> {
  if (find(held, by)?.status !== 'active') return 'approver-stopped' // [S163]
  return setAside(tx, held, { on, by, leavesMs: null })
}

/**
 * Ends the other sessions of the account if that was approved: those that began before the approval. It ends none
 * that a passkey older than the approving one began, and never the one that approved.
 */
export async function endOthers(
  { db }: Queries,
  held: readonly Credential[],
  facts: RecoveryFacts,
): Promise<readonly SessionId[]> {
  const approval = approvalOf(facts)
  const approver = approval && find(held, approval.credentialId)
  if (!facts.endOtherSessions || !approval || approver?.status !== 'active') return [] // [S164]
  const older = held.filter((other) => mayEnd(approver, other) !== true) // [S147]
  const rows = await db
    .deleteFrom('sessions')
    .where('account_id', '=', facts.accountId)
    .where('id', '!=', approval.sessionId)
    .where('created_at', '<', approval.at) // [S144]
    .$if(older.length > 0, (query) =>
      query.where(
        'credential_id',
        'not in',
        older.map(({ id }) => id),
      ),
    )
    .returning('id')
    .execute()
  return rows.map((row) => row.id as SessionId)
}

/**
 * Lets a recovery retire no passkey any more. Otherwise the end of its time for an undo would remove, for good, one
 * that stayed or was restored, or that waits for its owner. An unproven recovery still tries again when it is proven.
 */
export async function retireNothing({ db }: Queries, id: RecoveryId): Promise<void> {
  await db
    .updateTable('recoveries')
    .set({ retired_id: null, retire_mode: null })
    .where('id', '=', id)
    .where('state', '!=', 'registered')
    .execute()
}

/** Removes the retired passkey, if it is suspended and no other recovery can give it back. True if it did. */
export async function removeRetired(tx: Queries, recovery: Recovery): Promise<boolean> {
  if (!recovery.retiredId || (await canStillBeGivenBack(tx, recovery))) return false
  const removed = await moveCredential(tx, recovery.accountId, recovery.retiredId, ['suspended'], 'removed')
  if (removed)
    await writeAudit(tx, entryOf(aboutOf(recovery), 'passkey-removed', recovery.retiredId, 'undo-lapsed'))
  return removed
}

/** A passkey that was restored after one recovery and lost again stays while the later recovery can be undone. */
async function canStillBeGivenBack({ db }: Queries, { retiredId }: Recovery): Promise<boolean> {
  const other = await db
    .selectFrom('recoveries')
    .select('id')
    .where('retired_id', '=', retiredId)
    .where('state', 'in', ['registered', 'done', 'frozen'])
    .where('settled', '=', 0)
    .executeTakeFirst()
  return other !== undefined
}

function aboutOf({ id, accountId }: RecoveryFacts): Pick<Doing, 'accountId' | 'trace'> {
  return { accountId, trace: { recoveryId: id } }
}
