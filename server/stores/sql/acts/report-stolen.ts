import { type Answer, refusal } from '../../../errors/answer.ts'
import { mayChange, mayLeave } from '../../../passkeys/authority.ts'
import type { Act, Stop } from '../../../passkeys/passkey-acts.ts'
import { writeAudit } from '../audit.ts'
import type { Database } from '../database.ts'
import { holdAccount } from '../hold-account.ts'
import { actorOf, entryOf, find, sessionThatStays } from './actor.ts'
import { haltDoings, newHalt } from './halt.ts'
import { listScheduled } from './schedule.ts'
import { setAside } from './set-aside.ts'
import { stopOf } from './stop-of.ts'

/** See PasskeyActs. */
export function reportStolen({ transact }: Database, act: Act): Promise<Answer<Stop>> {
  return transact(async (tx) => {
    const held = await holdAccount(tx, act.accountId)
    const actor = actorOf(held, act)
    if (!actor) return refusal('step_up_refused')
    const target = find(held, act.on)
    if (!target) return refusal('not_found')
    const may = mayChange(actor, target)
    if (may !== true) return refusal(may) // [A44]
    const leave = mayLeave(actor, act.on, await listScheduled(tx, act.accountId))
    if (leave !== true) return refusal(leave) // [R70]
    const aside = await setAside(tx, held, { on: act.on, by: act.by, leavesMs: null })
    if (aside === 'last') return refusal('last_passkey')
    if (aside === 'not-there') return refusal('not_found')
    await writeAudit(tx, entryOf(act, 'passkey-suspended', act.on, 'stolen'))
    const halt = newHalt()
    await haltDoings(tx, act, act.on, halt, sessionThatStays(act)) // [S132]
    return { ok: true, ...stopOf(held, halt) }
  })
}
