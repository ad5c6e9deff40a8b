import type { CredentialId } from '../../../../shared/ids.ts'
import type { Doing } from '../../../passkeys/passkey-acts.ts'
import { entryOf } from '../acts/actor.ts'
import { writeAudit } from '../audit.ts'
import type { Queries } from '../database.ts'
import { voidCodes } from './renew.ts'
import { readSets } from './sets.ts'
import { dropSet, keepSet } from './switch-off.ts'

/** A set that counts dies too with the passkey that made it, if the arrival of that one was stopped. */
export async function dropSetsOf(tx: Queries, doing: Doing, by: CredentialId): Promise<void> {
  const { counting } = await readSets(tx, doing.accountId)
  let renewed = 0
  if (counting?.made_by === by)
    await dropSet(tx, doing, counting, 'backup-codes-off', 'stopped') // [B15]
  else if (counting) renewed = await voidCodes(tx, counting.id, (maker) => maker === by, 'all') // [B27]
  if (renewed > 0) await writeAudit(tx, entryOf(doing, 'backup-codes-voided', null, 'stopped')) // [B29]
}

/** What passkeys that were stopped have changed about backup codes, and does not count yet, dies with them. */
export async function dropCodeChanges(
  tx: Queries,
  doing: Doing,
  isBy: (asker: CredentialId) => boolean,
): Promise<number> {
  const { counting, waiting } = await readSets(tx, doing.accountId)
  const set = waiting && isBy(waiting.made_by as CredentialId) ? waiting : null
  const off = counting?.off_by && isBy(counting.off_by as CredentialId) ? counting : null
  if (set) await dropSet(tx, doing, set, 'backup-codes-dropped', 'stopped') // [B14]
  if (off) await keepSet(tx, doing, off, 'stopped') // [B14]
  let renewed = 0
  if (counting) renewed = await voidCodes(tx, counting.id, isBy, 'waiting') // [B27]
  if (renewed > 0) await writeAudit(tx, entryOf(doing, 'backup-codes-dropped', null, 'stopped'))
  return Number(set !== null) + Number(off !== null) + Number(renewed > 0)
}
