import type { CodeAsked } from '../../../../shared/email-recovery.ts'
import { maskedAddress } from '../../../addresses/address.ts'
import { CODE_MS, CODE_TRIES, LINK_MS } from '../../../methods/email/lifetimes.ts'
import type { Asking } from '../../../methods/email/mailed-codes.ts'
import { writeAudit } from '../audit.ts'
import type { Database, Queries } from '../database.ts'
import { writeMail, writeNoMail } from '../write-mail.ts'
import { findKnown, type Known } from './find-known.ts'

/** See MailedCodes. Each statement is sent whether the address is known or not. */
export function ask({ transact }: Database, asking: Asking): Promise<CodeAsked> {
  const { secret, code, requester } = asking
  const { device, network } = requester
  return transact(async (tx) => {
    const known = await findKnown(tx, asking.address)
    const asked = await note(tx, asking, known)
    const content = { what: 'recovery-code', code, secret, from: requester } as const
    const mail = { content, linkHash: asking.id }
    // As it was confirmed, and never as it was typed.
    if (known)
      await writeMail(tx, { ...mail, accountId: known.accountId, to: known.address, giveUpMs: LINK_MS }) // [E11]
    else await writeNoMail(tx, mail) // [E4]
    await writeAudit(tx, {
      ...{ action: 'email-code-asked', accountId: known?.accountId ?? null, device, network },
      detail: maskedAddress(known?.address ?? asking.address),
    })
    return asked
  })
}

/** In the place of what this page had mailed before. */
async function note({ db, now }: Queries, asking: Asking, known: Known | null): Promise<CodeAsked> {
  const { pageKey, id, codeHash, requester } = asking
  const row = await db
    .insertInto('mailed_codes')
    .values((one) => ({
      ...{ id, page_key: pageKey, code_hash: codeHash, ...requester },
      account_id: known?.accountId ?? null,
      address_id: known?.id ?? null,
      asked_at: now,
      code_until: one(now, '+', CODE_MS),
      expires_at: one(now, '+', LINK_MS),
      tries_left: CODE_TRIES,
      used_at: null,
    }))
    .onConflict((conflict) =>
      conflict.column('page_key').doUpdateSet((one) => ({
        id: one.ref('excluded.id'),
        account_id: one.ref('excluded.account_id'),
        address_id: one.ref('excluded.address_id'),
        code_hash: one.ref('excluded.code_hash'),
        asked_at: one.ref('excluded.asked_at'),
        code_until: one.ref('excluded.code_until'),
        expires_at: one.ref('excluded.expires_at'),
        tries_left: one.ref('excluded.tries_left'),
        used_at: null,
        device: one.ref('excluded.device'),
        network: one.ref('excluded.network'),
        place: one.ref('excluded.place'),
      })),
    )
    .returning('asked_at')
    .executeTakeFirstOrThrow()
  const { asked_at: at } = row
  return { codeUntil: at + CODE_MS, linkUntil: at + LINK_MS, now: at }
}
