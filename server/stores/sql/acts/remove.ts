import { type Answer, refusal } from '../../../errors/answer.ts'
import { mayChange, mayLeave } from '../../../passkeys/authority.ts'
import type { Credential } from '../../../passkeys/credential.ts'
import type { Act, Removal } from '../../../passkeys/passkey-acts.ts'
import { writeAudit } from '../audit.ts'
import type { Database, Queries } from '../database.ts'
import { holdAccount } from '../hold-account.ts'
import { toRecovery } from '../recovery/row.ts'
import { actorOf, entryOf, find, sessionThatStays } from './actor.ts'
import { endSessionsBegunBy, endUnproven, newHalt } from './halt.ts'
import { dropScheduledBy, listScheduled, schedule } from './schedule.ts'
import { setAside } from './set-aside.ts'

/** See PasskeyActs. */
export function remove({ transact }: Database, act: Act, setAsideMs: number): Promise<Answer<Removal>> {
  return transact(async (tx) => {
    const held = await holdAccount(tx, act.accountId)
    const actor = actorOf(held, act)
    if (!actor) return refusal('step_up_refused')
    const target = find(held, act.on)
    if (!target) return refusal('not_found')
    const may = mayChange(actor, target)
    if (may === 'outweighed') return refusal(may) // [R24]
    const leave = mayLeave(actor, act.on, await listScheduled(tx, act.accountId))
    if (leave !== true) return refusal(leave) // [R70]
    const waiting = target.status === 'active' || (target.status === 'suspended' && target.leavesAt === null)
    if (may !== true) return waiting ? schedule(tx, act, actor) : refusal(may) // [A33]
    if (target.status === 'unproven') return endOf(tx, act, target)
    return removeNow(tx, held, act, setAsideMs, 'asked')
  })
}

/** Sets a passkey of a held account aside, and ends its sessions except the one of the act. */
export async function removeNow(
  tx: Queries,
  held: readonly Credential[],
  act: Act,
  setAsideMs: number,
  detail: 'asked' | 'scheduled',
): Promise<Answer<Removal>> {
  const aside = await setAside(tx, held, { on: act.on, by: act.by, leavesMs: setAsideMs })
  if (aside === 'last') return refusal('last_passkey') // [A20]
  if (aside === 'not-there') return refusal('not_found')
  await writeAudit(tx, entryOf(act, 'passkey-set-aside', act.on, detail))
  await dropScheduledBy(tx, act, act.on)
  const endedSessions = await endSessionsBegunBy(tx, act.on, sessionThatStays(act))
  const { leaves_at: leavesAt } = await tx.db
    .selectFrom('credentials')
    .select('leaves_at')
    .where('id', '=', act.on)
    .executeTakeFirstOrThrow()
  return { ok: true, leavesAt, scheduledUntil: null, endedSessions }
}

/** A passkey that was never used is removed at once, and the recovery that brought it ends. */
async function endOf(tx: Queries, act: Act, { recoveryId }: Credential): Promise<Answer<Removal>> {
  const rows = await tx.db
    .updateTable('recoveries')
    .set({ state: 'ended', cause: 'denied' })
    .where('id', '=', recoveryId)
    .where('account_id', '=', act.accountId)
    .where('state', '=', 'registered')
    .returningAll()
    .execute()
  await endUnproven(tx, act, rows.map(toRecovery), newHalt())
  return { ok: true, leavesAt: null, scheduledUntil: null, endedSessions: [] }
}
