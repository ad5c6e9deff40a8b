import type { AccountId } from '../../../../shared/ids.ts'
import { mayCarryOut } from '../../../passkeys/authority.ts'
import type { SwitchedMethod } from '../../../recovery/method-switches.ts'
import { find } from '../acts/actor.ts'
import type { Database, Queries } from '../database.ts'
import { holdAccount } from '../hold-account.ts'
import { type Failed, oneByOne } from '../one-by-one.ts'
import { readSwitch, type SwitchOf } from './rows.ts'
import { stays, turned } from './turn.ts'

/** See MethodSwitches. Each account has its own transaction, so that several nodes can do this at once. */
export async function carryOut(database: Database, failed: Failed): Promise<readonly AccountId[]> {
  const changed: AccountId[] = []
  const work = async (accountId: AccountId) => {
    if (await database.transact((tx) => carryOutFor(tx, accountId))) changed.push(accountId)
  }
  await oneByOne(new Set((await due(database)).map(({ accountId }) => accountId)), work, failed)
  return changed
}

/** Judged again, as things are now: what a passkey scheduled dies with it. */
async function carryOutFor(tx: Queries, accountId: AccountId): Promise<boolean> {
  const held = await holdAccount(tx, accountId)
  // Another node may have done it a moment ago.
  const all = await due(tx, accountId)
  for (const one of all) {
    const { on, change } = await readSwitch(tx, one)
    const asker = change && find(held, change.by)
    const doing = { accountId, trace: {} }
    if (asker && mayCarryOut(asker))
      await turned(tx, doing, one.method, !on) // [E27]
    else await stays(tx, doing, one.method, 'not-due')
  }
  return all.length > 0
}

async function due(
  { db, now }: Pick<Queries, 'db' | 'now'>,
  accountId?: AccountId,
): Promise<readonly SwitchOf[]> {
  const rows = await db
    .selectFrom('method_switches')
    .select(['account_id', 'method'])
    .where('due_at', '<=', now)
    .$if(accountId !== undefined, (query) => query.where('account_id', '=', accountId ?? ''))
    .execute()
  return rows.map(({ account_id, method }) => ({
    accountId: account_id as AccountId,
    method: method as SwitchedMethod,
  }))
}
