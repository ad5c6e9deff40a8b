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
  /** Milliseconds after which it is of no use any more. */
  readonly giveUpMs: number
}

/** Writes a mail in the transaction of what it is about. It is due at once. */
export function writeMail(queries: Queries, { content, ...mail }: NewMail): Promise<void> {
  return write(queries, { ...mail, content: JSON.stringify(content), state: 'waiting' })
}

/** Does the same work, and nothing is sent: so its time says nothing about who has an address. */
export function writeNoMail(queries: Queries): Promise<void> {
  return write(queries, { accountId: null, to: '', content: null, giveUpMs: 0, state: 'sent' })
}

interface MailRow extends Omit<NewMail, 'content'> {
  readonly content: string | null
  readonly state: 'waiting' | 'sent'
}

async function write(
  { db, now }: Queries,
  { accountId, to, content, giveUpMs, state }: MailRow,
): Promise<void> {
  await db
    .insertInto('mails')
    .values((row) => ({
      id: randomBytes(16).toString('base64url'),
      account_id: accountId,
      recipient: to,
      content,
      state,
      tries: 0,
      created_at: now,
      due_at: now,
      give_up_at: row(now, '+', giveUpMs),
    }))
    .execute()
}
