import type { Selectable } from 'kysely'
import type { EndCause } from '../../../../shared/end-causes.ts'
import type { AccountId, CredentialId, RecoveryId } from '../../../../shared/ids.ts'
import type { ArrivalMethod, RetireMode } from '../../../../shared/recovery.ts'
import {
  approvalOf,
  type Recovery,
  type RecoveryFacts,
  type RecoveryState,
} from '../../../recovery/recovery.ts'
import { builtOnce } from '../built-once.ts'
import type { Queries } from '../database.ts'
import type { Tables } from '../tables.ts'

type Claim =
  | { readonly state: 'registered'; readonly credentialId: CredentialId }
  | { readonly state: 'ended'; readonly cause: EndCause }
  /** Added on the account page: done at once. */
  | { readonly state: 'done'; readonly credentialId: CredentialId; readonly undoMs: number }

/**
 * Claims the one row of a recovery; false if that row, or another row with this credential, exists. The database
 * decides who comes first: a second claim waits until the first is committed or rolled back.
 */
export async function claimRow(queries: Queries, facts: RecoveryFacts, claim: Claim): Promise<boolean> {
  const insert = claim.state === 'done' ? insertDone : insertUndone
  return (await insert(queries, toRow(facts, claim))).length > 0
}

const insertAs = (isDone: boolean) =>
  builtOnce(({ db, now }, { undoMs, ...row }: ReturnType<typeof toRow>) =>
    db
      .insertInto('recoveries')
      .values((of) => ({
        ...row,
        created_at: now,
        registered_at: now,
        done_at: isDone ? now : null,
        undo_until: isDone ? of(now, '+', undoMs) : null,
        frozen_by: null,
        frozen_until: null,
      }))
      .onConflict((conflict) => conflict.doNothing())
      .returning('id'),
  )
const insertDone = insertAs(true)
const insertUndone = insertAs(false)

const RETIRES_NOTHING = { retiredId: null, retireMode: null }

/** What nobody approved retires nothing, so its row names nothing that its end could remove. */
function toRow(facts: RecoveryFacts, claim: Claim) {
  const approval = approvalOf(facts)
  const { retiredId, retireMode } = approval ? facts : RETIRES_NOTHING // [A117]
  return {
    id: facts.id,
    account_id: facts.accountId,
    method: facts.method,
    proofs: JSON.stringify(facts.proofs),
    approved_by: approval?.credentialId ?? null,
    state: claim.state,
    cause: claim.state === 'ended' ? claim.cause : null,
    credential_id: claim.state === 'ended' ? null : claim.credentialId,
    retired_id: retiredId,
    retire_mode: retireMode,
    end_other_sessions: Number(facts.endOtherSessions),
    requester: JSON.stringify(facts.requester),
    undoMs: claim.state === 'done' ? claim.undoMs : 0,
  }
}

/** Reads the row of a recovery; null if there is none. */
export async function findRow(queries: Queries, id: RecoveryId): Promise<Recovery | null> {
  const [row] = await withId(queries, { id })
  return row ? toRecovery(row) : null
}

const withId = builtOnce(({ db }, { id }: { id: RecoveryId }) =>
  db.selectFrom('recoveries').selectAll().where('id', '=', id),
)

/** Which passkey froze it, and after how long it goes on, or is undone. Without either, it waits for a decision. */
interface Frozen {
  readonly by: CredentialId
  readonly goesOnMs?: number
  readonly undoneMs?: number
}

/** Moves a recovery of the account, out of `done` only while it can be undone; null if its state is not `from`. */
export async function moveRecovery(
  { db, now }: Queries,
  accountId: AccountId,
  id: RecoveryId,
  from: RecoveryState,
  to: RecoveryState,
  frozen: Frozen | null = null,
): Promise<Recovery | null> {
  const row = await db
    .updateTable('recoveries')
    .set((row) => ({
      state: to,
      frozen_by: frozen?.by ?? null,
      frozen_until: frozen?.goesOnMs ? row(now, '+', frozen.goesOnMs) : null,
      decide_until: frozen?.undoneMs ? row(now, '+', frozen.undoneMs) : null,
    }))
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .where('state', '=', from)
    .$if(from === 'done', (query) => query.where('undo_until', '>', now))
    .returningAll()
    .executeTakeFirst()
  return row ? toRecovery(row) : null
}

/** A recovery from its row. */
export function toRecovery(row: Selectable<Tables['recoveries']>): Recovery {
  return {
    id: row.id as RecoveryId,
    accountId: row.account_id as AccountId,
    method: row.method as ArrivalMethod,
    proofs: JSON.parse(row.proofs),
    state: row.state as RecoveryState,
    cause: row.cause,
    credentialId: row.credential_id as CredentialId | null,
    retiredId: row.retired_id as CredentialId | null,
    retireMode: row.retire_mode as RetireMode | null,
    endOtherSessions: row.end_other_sessions === 1,
    requester: JSON.parse(row.requester),
    createdAt: row.created_at,
    doneAt: row.done_at,
    undoUntil: row.undo_until,
    frozenBy: row.frozen_by as CredentialId | null,
    frozenUntil: row.frozen_until,
    decideUntil: row.decide_until,
    outweighs: row.outweighs === 1,
    tieBefore: row.tie_before,
  }
}
