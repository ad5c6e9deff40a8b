import { createHash, randomBytes } from 'node:crypto'
import type { AccountId, RecoveryId } from '../../../../../shared/ids.ts'
import type { SlowMethodId } from '../../../../../shared/recovery.ts'
import type { LinkPaused, PauseLinks } from '../../../../recovery/slow/pause-links.ts'
import type { Proving, SlowRecovery, Surrounded } from '../../../../recovery/slow/slow-ledger.ts'
import { pauseLinkEffect, standingOf } from '../../../../recovery/slow/standing.ts'
import { readCredentialsOf } from '../../credential-rows.ts'
import type { Database, Queries } from '../../database.ts'
import { holdAccount } from '../../hold-account.ts'
import { tellOwner } from '../../notices.ts'
import { findSlow } from './row.ts'
import { pauseLinked } from './stop.ts'

/** See PauseLinks. */
export function createPauseLinks(database: Database): PauseLinks {
  return {
    async find(secret) {
      const link = await findLink(database, secret)
      const found = link && (await findSlow(database, link.recoveryId))
      if (!found) return null
      const passkeys = await readCredentialsOf(database, link.accountId)
      return { ...found, passkeys, gaveProof: gaveProof(found.recovery, link.addressId) }
    },
    press: (secret, level, trace) =>
      database.transact<LinkPaused>(async (tx) => {
        const first = await findLink(tx, secret)
        if (first) await holdAccount(tx, first.accountId)
        // Read again: the address may have been removed while this waited for the account.
        const link = await findLink(tx, secret)
        if (!link) return { outcome: 'not-there' }
        const { accountId, addressId, recoveryId } = link
        const done = await pauseLinked(tx, {
          ...{ accountId, recoveryId, level, trace },
          gaveProof: (recovery) => gaveProof(recovery, addressId),
        })
        return done.outcome === 'paused' ? { ...done, accountId } : done
      }),
  }
}

/** Tells the owner of a proof, in its transaction. Each address gets a link of its own, if one pauses anything. */
export async function tellOfProof(
  tx: Queries,
  written: Surrounded,
  { given: { accountId }, requester, level }: Proving,
  method: SlowMethodId,
) {
  const { recovery } = written
  const { device, network, place } = requester
  await tellOwner(tx, accountId, async (addressId) => {
    const address = { gaveProof: gaveProof(recovery, addressId) }
    const pauses = pauseLinkEffect(written, level, address) === 'pauses'
    return {
      what: 'recovery-begun',
      method,
      from: { device, network, place },
      until: standingOf(written, level).until,
      pause: pauses ? await newLink(tx, recovery, addressId) : null,
    }
  })
}

async function newLink({ db }: Queries, { id, accountId }: SlowRecovery, addressId: string): Promise<string> {
  const secret = randomBytes(16).toString('base64url')
  await db
    .insertInto('pause_links')
    .values({ id: idOf(secret), recovery_id: id, account_id: accountId, address_id: addressId })
    .execute()
  return secret
}

/** SHA-256 over a label and the secret. The secret has 128 random bits, so it needs no salt. */
function idOf(secret: string): string {
  return createHash('sha256').update(`rekey pause link ${secret}`).digest('base64url')
}

/** A link, as long as the address that it was mailed to is there: one that got a link counts until it is gone. */
async function findLink({ db }: Queries, secret: string) {
  const row = await db
    .selectFrom('pause_links')
    .innerJoin('addresses', 'addresses.id', 'pause_links.address_id')
    .select(['pause_links.recovery_id', 'pause_links.account_id', 'pause_links.address_id'])
    .where('pause_links.id', '=', idOf(secret))
    .executeTakeFirst()
  if (!row) return null
  return {
    recoveryId: row.recovery_id as RecoveryId,
    accountId: row.account_id as AccountId,
    addressId: row.address_id,
  }
}

/** By a code that was mailed there, whoever had it mailed. */
function gaveProof({ proofs }: SlowRecovery, addressId: string): boolean {
  return proofs.some((proof) => proof.addressId === addressId)
}
