import { type Answer, refusal } from '../../../errors/answer.ts'
import { isOlder, mayChange } from '../../../passkeys/authority.ts'
import type { Act } from '../../../passkeys/passkey-acts.ts'
import { writeAudit } from '../audit.ts'
import type { Database } from '../database.ts'
import { holdAccount } from '../hold-account.ts'
import { actorOf, entryOf, find } from './actor.ts'

/** See PasskeyActs. */
export function rename({ transact }: Database, act: Act, name: string): Promise<Answer<object>> {
  return transact(async (tx) => {
    const held = await holdAccount(tx, act.accountId)
    const actor = actorOf(held, act)
    if (!actor) return refusal('step_up_refused')
    const target = find(held, act.on)
    if (!target || target.status === 'removed') return refusal('not_found')
    const may = mayChange(actor, target)
    if (may !== true) return refusal(may) // [A45]
    await tx.db.updateTable('credentials').set({ name }).where('id', '=', act.on).execute()
    const action = isOlder(target, actor) ? 'passkey-renamed-by-newer' : 'passkey-renamed' // [A68]
    // The list shows only the new name, so people who know the old one must be able to look it up.
    await writeAudit(tx, entryOf(act, action, act.on, JSON.stringify([target.name, name])))
    return { ok: true }
  })
}
