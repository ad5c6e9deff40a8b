import type { CredentialStore } from '../../ports/credential-store.ts'
import { writeAudit } from './audit.ts'
import { holdActive, insertCredential, moveCredential, readCredentials } from './credential-rows.ts'
import type { Database } from './database.ts'
import { suspendUnlessLast } from './suspend.ts'

/** Passkeys in SQL. */
export function createCredentialStore(database: Database): CredentialStore {
  const { db, now, transact } = database
  return {
    find: async (id) => (await readCredentials(database, 'id', id))[0] ?? null,
    list: (accountId) => readCredentials(database, 'account_id', accountId),
    add: (credential, audit, allowedBy) =>
      transact(async (tx) => {
        const held = allowedBy && (await holdActive(tx, credential.accountId, allowedBy))
        if (held === null) return 'not-allowed'
        if (!(await insertCredential(tx, credential, 'active', held?.pairingId))) return 'credential-known'
        await writeAudit(tx, audit)
        return 'added'
      }),
    rename: (accountId, id, name, audit) =>
      transact(async (tx) => {
        const renamed = await tx.db
          .updateTable('credentials')
          .set({ name })
          .where('id', '=', id)
          .where('account_id', '=', accountId)
          .where('status', '!=', 'removed')
          .returning('id')
          .executeTakeFirst()
        if (renamed) await writeAudit(tx, audit)
        return renamed !== undefined
      }),
    move: (accountId, id, from, to, audit) =>
      transact(async (tx) => {
        const moved = await moveCredential(tx, accountId, id, from, to)
        if (moved) await writeAudit(tx, audit)
        return moved
      }),
    suspend: (id, audit) => transact((tx) => suspendUnlessLast(tx, id, audit)),
    recordUse: async (id, counter, backedUp) => {
      const used = await db
        .updateTable('credentials')
        .set({ counter, backed_up: Number(backedUp), last_used_at: now })
        .where('id', '=', id)
        // 0 comes from an authenticator that keeps no counter, and never after anything but 0.
        .where('counter', counter === 0 ? '=' : '<', counter)
        .returning('id')
        .executeTakeFirst()
      return used !== undefined
    },
  }
}
