import type { MailContent } from '../../server/mail/content.ts'
import type { AccountId } from '../../shared/ids.ts'
import { randomText } from './sql-samples.ts'
import type { SqlUnderTest } from './sql-under-test.ts'

/** The notices that wait in the outbox of a database. */
export function mailedNotices(sql: SqlUnderTest) {
  return {
    /** Gives an account an address, without its codes and waiting times. */
    async giveAddress(accountId: AccountId, state: 'unconfirmed' | 'waiting' | 'counts' = 'counts') {
      const id = randomText()
      const address = `${id}@example.com`
      await sql.database.db
        .insertInto('addresses')
        .values({
          ...{ id, account_id: accountId, address, state, added_by: 'nobody', created_at: 1 },
          ...{ tries_left: 0, code_hash: null, code_until: null },
          ...{
            counts_from: state === 'waiting' ? 9_999_999_999_999 : null,
            counts_since: state === 'counts' ? 1 : null,
            removed_by: null,
            leaves_at: null,
          },
        })
        .execute()
      return { id, address }
    },
    /** What is mailed to this address, oldest first. */
    async mailedTo({ address }: { readonly address: string }): Promise<readonly MailContent[]> {
      const rows = await sql.otherDatabase.db
        .selectFrom('mails')
        .select('content')
        .where('recipient', '=', address)
        .orderBy('created_at')
        .execute()
      return rows.map(({ content }) => JSON.parse(content ?? '') as MailContent)
    },
  }
}

/** What a notice tells of; for a recovery that was begun, that. */
export function told(content: MailContent): string {
  return content.what === 'notice' ? content.of : content.what
}
