import type { NewCredential } from '../../server/passkeys/credential.ts'
import type { RecoveryFacts } from '../../server/recovery/recovery.ts'
import type { SessionBeginning } from '../../server/sessions/session-store.ts'
import type { SqlStores } from '../../server/stores/sql/open-sql.ts'
import type { CredentialId } from '../../shared/ids.ts'
import {
  approvedBy,
  doingOf,
  entry,
  givePasskey,
  newAccountId,
  sampleCredential,
  sampleFacts,
  sampleSession,
} from './sql-samples.ts'

const HOUR = 60 * 60_000
export const LIMITS = {
  unprovenMs: 24 * HOUR,
  probationMs: 24 * HOUR,
  unapprovedProbationMs: 72 * HOUR,
  level: 'hold' as const,
  undoMs: 7 * 24 * HOUR,
}

/**
 * An account with two passkeys and a session of each: `kept` is on the approving device, `lost` is what the
 * recovery is about. The approving session was begun with the lost passkey, as it may be.
 */
export async function setScene(stores: SqlStores, changes: Partial<RecoveryFacts> = {}) {
  const accountId = newAccountId()
  const addPasskey = async () => {
    const credential = sampleCredential(accountId)
    await givePasskey(stores, credential)
    return credential.id
  }
  const signIn = async (credentialId: CredentialId) => {
    const session = sampleSession(accountId, credentialId)
    const begun = await stores.sessions.create(session, HOUR, entry('signed-in', accountId))
    return { begun: begun !== null, id: session.id }
  }
  const [kept, lost] = [await addPasskey(), await addPasskey()]
  const approving = (await signIn(lost)).id
  const facts = sampleFacts(accountId, {
    retiredId: lost,
    retireMode: 'lost',
    ...approvedBy(kept, approving),
    ...changes,
  })
  const replacement: NewCredential = sampleCredential(accountId)

  return {
    accountId,
    recoveryId: facts.id,
    kept,
    lost,
    approving,
    facts,
    replacement,
    signIn,
    register: (by = stores, credential = replacement) =>
      by.recoveries.register(facts, credential, entry('recovery-registered', accountId)),
    end: (revokeUnproven: boolean, by = stores) =>
      by.recoveries.end(facts, 'denied', revokeUnproven, entry('recovery-ended', accountId)),
    prove: async (limits = LIMITS, by = stores, beginning?: SessionBeginning) => {
      const audit = entry('recovery-proven', accountId)
      const proven = await by.recoveries.prove(replacement.id, limits, audit, beginning)
      if (proven === 'counter-went-back') throw new Error(proven)
      return proven
    },
    freeze: (on = stores, by = kept) => on.recoveries.freeze(doingOf(accountId, by), facts.id),
    lift: (on = stores, by = kept) => on.recoveries.lift(doingOf(accountId, by), facts.id),
    undo: (restore: boolean, on = stores, by = kept) =>
      on.recoveries.undo(doingOf(accountId, by), facts.id, restore, LIMITS.undoMs),
    /** The status of each passkey of the scene; null when there is none. */
    status: async (id: CredentialId) => (await stores.credentials.find(id))?.status ?? null,
    state: async () => (await stores.recoveries.find(facts.id))?.state ?? null,
    live: async () => (await stores.sessions.list(accountId, 100)).map(({ id }) => id),
    /** What was written down since the scene was set, oldest first. */
    actions: async () => {
      const records = await stores.audit.list(accountId, 100)
      return records
        .map(({ action }) => action)
        .reverse()
        .slice(3)
    },
  }
}
