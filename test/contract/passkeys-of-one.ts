import { expect } from 'chai'
import type { RecoveryFacts } from '../../server/recovery/recovery.ts'
import type { ProvingLimits } from '../../server/recovery/recovery-ledger.ts'
import type { CredentialId, RecoveryId } from '../../shared/ids.ts'
import {
  addition,
  approvedBy,
  codeOf,
  doingOf,
  entry,
  givePasskey,
  newAccountId,
  nextMillisecond,
  sampleCredential,
  sampleFacts,
  sampleSession,
} from './sql-samples.ts'
import type { SqlUnderTest } from './sql-under-test.ts'

const HOUR = 60 * 60_000
export const WEEK = 7 * 24 * HOUR

/** An account with as many passkeys as wished, oldest first, none of which can be undone any more. */
export async function passkeysOfOne(sql: SqlUnderTest, many: number) {
  const { one } = sql
  const accountId = newAccountId()
  const ids: CredentialId[] = []
  for (let made = 0; made < many; made += 1) {
    const credential = { ...sampleCredential(accountId), name: `passkey ${made}` }
    await givePasskey(one, credential)
    ids.push(credential.id)
  }
  const doing = (by: CredentialId) => doingOf(accountId, by)
  const act = (by: CredentialId, on: CredentialId) => ({ ...doing(by), on })
  const find = async (id: CredentialId) => (await sql.other.credentials.find(id))!

  return {
    accountId,
    ids,
    doing,
    act,
    find,
    statuses: async (...of: CredentialId[]) => Promise.all(of.map(async (id) => (await find(id)).status)),
    /** A passkey that was added just now, and can be undone. */
    async add(by: CredentialId, stores = one) {
      const credential = { ...sampleCredential(accountId), name: 'added' }
      const arrival = addition(by, WEEK)
      const outcome = await stores.credentials.add(credential, arrival, entry('passkey-added', accountId))
      await nextMillisecond()
      return { id: credential.id, arrival: arrival.id, outcome }
    },
    /** A recovery that a passkey approved; proven, it can be undone. */
    async recover(by: CredentialId, proven = true, changes: Partial<RecoveryFacts> = {}) {
      const facts = sampleFacts(accountId, { ...approvedBy(by), ...changes })
      const credential = { ...sampleCredential(accountId), name: 'recovered' }
      const registered = entry('recovery-registered', accountId)
      const outcome = await one.recoveries.register(facts, credential, registered)
      await nextMillisecond()
      const prove = (stores = one, limits: Partial<ProvingLimits> = {}) =>
        stores.recoveries.prove(
          credential.id,
          {
            unprovenMs: HOUR,
            probationMs: 0,
            unapprovedProbationMs: 0,
            level: 'hold' as const,
            undoMs: WEEK,
            ...limits,
          },
          entry('recovery-proven', accountId),
        )
      if (proven) expect(await prove()).not.to.equal(null)
      return { id: credential.id, arrival: facts.id, outcome, prove }
    },
    state: async (arrival: RecoveryId) => (await sql.other.recoveries.find(arrival))?.state,
    async signIn(id: CredentialId, stores = one) {
      const session = sampleSession(accountId, id)
      const begun = await stores.sessions.create(session, HOUR, entry('signed-in', accountId))
      await nextMillisecond()
      return { id: session.id, begun }
    },
    live: async () => (await sql.other.sessions.list(accountId, 100)).map(({ id }) => id),
    remove: async (by: CredentialId, on: CredentialId, stores = one) => stores.acts.remove(act(by, on), WEEK),
    stolen: async (by: CredentialId, on: CredentialId, stores = one) => stores.acts.reportStolen(act(by, on)),
    restore: async (by: CredentialId, on: CredentialId, stores = one) =>
      codeOf(await stores.acts.restore(act(by, on))),
    scheduled: async () =>
      (await sql.other.acts.scheduled(accountId)).map(({ credentialId }) => credentialId),
    actions: async () => (await one.audit.list(accountId, 100)).map(({ action }) => action),
    /** Moves the end of what can still be undone to now. */
    lapse: (id: CredentialId) =>
      sql.run(`update recoveries set undo_until = done_at where credential_id = '${id}'`),
  }
}

export type PasskeysOfOne = Awaited<ReturnType<typeof passkeysOfOne>>
