import { randomBytes } from 'node:crypto'
import type { AccountId } from '../../../shared/ids.ts'
import type { MailContent } from '../../mail/content.ts'
import type { Queries } from './database.ts'

/** A mail that is to be sent. */
interface NewMail {
  /** Null if it concerns no account. */
  readonly accountId: AccountId | null
  readonly to: string
  readonly content: MailContent
  /** See MailsTable. */
  readonly linkHash?: string
  /** Milliseconds after which it is of no use any more. */
  readonly giveUpMs: number
}

/** Writes a mail in the transaction of what it is about. It is due at once. */
export async function writeMail(
  { db, now }: Queries,
  { accountId, to, content, linkHash, giveUpMs }: NewMail,
): Promise<void> {
  await db
    .insertInto('mails')
    .values((row) => ({
      id: randomBytes(16).toString('base64url'),
      account_id: accountId,
      recipient: to,
      content: JSON.stringify(content),
      link_hash: linkHash ?? null,
      state: 'waiting',
      tries: 0,
      created_at: now,
      due_at: now,
      give_up_at: row(now, '+', giveUpMs),
    }))
    .execute()
}

/** Who a row is for that is written only for the time that it takes. */
export const NOBODY = ''

/** Writes the same row, but for nobody and late already: so the time that it takes says nothing about who has an address. */
export function writeNoMail(queries: Queries, mail: Pick<NewMail, 'content' | 'linkHash'>): Promise<void> {
  return writeMail(queries, { ...mail, accountId: null, to: NOBODY, giveUpMs: 0 })
}
