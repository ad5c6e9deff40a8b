import type { AuditEntry } from '../../audit/audit-entry.ts'
import { haveYoungTheirs, MOST_ADDED, MOST_PASSKEYS } from '../../passkeys/caps.ts'
import type { Credential, NewCredential } from '../../passkeys/credential.ts'
import type { Addition } from '../../passkeys/credential-store.ts'
import { defaultName } from '../../passkeys/default-name.ts'
import { actorOf } from './acts/actor.ts'
import { writeAudit } from './audit.ts'
import { insertCredential } from './credential-rows.ts'
import type { Database, Queries } from './database.ts'
import { holdAccount } from './hold-account.ts'
import { recentArrivals } from './recent-arrivals.ts'
import { claimRow } from './recovery/row.ts'

/** See CredentialStore. */
export function addPasskey(
  { transact }: Database,
  credential: NewCredential,
  { id, at, sessionId, by, undoMs }: Addition,
  audit: AuditEntry,
): Promise<'added' | 'credential-known' | 'not-allowed' | 'too-many'> {
  const { accountId, boundDevice: device, boundNetwork: network } = credential
  return transact(async (tx, rollBack) => {
    const held = await holdAccount(tx, accountId)
    const adder = actorOf(held, { by })
    if (!adder) return 'not-allowed'
    if (await isFull(tx, held, adder)) return 'too-many'
    const facts = {
      id,
      accountId,
      method: 'added',
      proofs: [{ method: 'added', at, approval: { credentialId: by, sessionId } }],
      retiredId: null,
      retireMode: null,
      endOtherSessions: false,
      requester: { device, network, place: null },
    } as const
    const arrived = await claimRow(tx, facts, { state: 'done', credentialId: credential.id, undoMs })
    if (!arrived) return 'credential-known'
    const named = {
      ...credential,
      name: defaultName(credential.name, held), // [A110]
    }
    if (!(await insertCredential(tx, named, 'active', id))) return rollBack('credential-known')
    await writeAudit(tx, { ...audit, recoveryId: id })
    return 'added'
  })
}

/** Whether the account, the passkey that adds, or all young ones have as many as they may. */
async function isFull(tx: Queries, held: readonly Credential[], adder: Credential): Promise<boolean> {
  const present = held.filter(({ status }) => status === 'active' || status === 'unproven')
  if (present.length >= MOST_PASSKEYS) return true // [A46]
  const arrivals = await recentArrivals(tx, adder.accountId)
  if (arrivals.filter(({ by, added }) => added && by === adder.id).length >= MOST_ADDED) return true // [A47]
  return haveYoungTheirs(held, arrivals, adder) // [A48]
}
