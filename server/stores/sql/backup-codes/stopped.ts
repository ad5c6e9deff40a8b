import type { CredentialId } from '../../../../shared/ids.ts'
import { isOlder } from '../../../passkeys/authority.ts'
import type { Credential } from '../../../passkeys/credential.ts'
import type { Doing } from '../../../passkeys/passkey-acts.ts'
import { entryOf, find } from '../acts/actor.ts'
import { writeAudit } from '../audit.ts'
import type { Queries } from '../database.ts'
import { voidCodes } from './renew.ts'
import { readSets } from './sets.ts'
import { dropSet, keepSet } from './switch-off.ts'

/** What a passkey has changed about backup codes that does not count yet dies with it: it was stopped. */
export async function dropChangesBy(tx: Queries, doing: Doing, by: CredentialId): Promise<number> {
  return dropChanges(tx, doing, (asker) => asker === by)
}

/** The same for all passkeys that are younger than this one, and for those that nobody knows any more. */
export async function dropChangesOfYounger(
  tx: Queries,
  doing: Doing,
  held: readonly Credential[],
  own: Credential,
): Promise<number> {
  return dropChanges(tx, doing, (asker) => {
    const passkey = find(held, asker as CredentialId)
    return !passkey || isOlder(own, passkey)
  })
}

/** A set that counts dies too with the passkey that made it, if the arrival of that one was stopped. */
export async function dropSetsOf(tx: Queries, doing: Doing, by: CredentialId): Promise<void> {
  const { counting } = await readSets(tx, doing.accountId)
  if (counting?.made_by === by)
    await dropSet(tx, doing, counting, 'backup-codes-dropped', 'stopped') // [B15]
  else if (counting) await voidCodes(tx, counting.id, (maker) => maker === by, 'all') // [B27]
}

async function dropChanges(tx: Queries, doing: Doing, isBy: (asker: string) => boolean): Promise<number> {
  const { counting, waiting } = await readSets(tx, doing.accountId)
  const set = waiting && isBy(waiting.made_by) ? waiting : null
  const off = counting?.off_by && isBy(counting.off_by) ? counting : null
  if (set) await dropSet(tx, doing, set, 'backup-codes-dropped', 'stopped') // [B14]
  if (off) await keepSet(tx, doing, off, 'stopped') // [B14]
  let renewed = 0
  if (counting) renewed = await voidCodes(tx, counting.id, isBy, 'waiting') // [B27]
  if (renewed > 0) await writeAudit(tx, entryOf(doing, 'backup-codes-dropped', null, 'stopped'))
  return Number(set !== null) + Number(off !== null) + Number(renewed > 0)
}
