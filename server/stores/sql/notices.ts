import type { AccountId } from '../../../shared/ids.ts'
import type { AuditEntry } from '../../audit/audit-entry.ts'
import type { MailContent } from '../../mail/content.ts'
import { isNoticed } from '../../mail/notices/notice.ts'
import { GIVE_UP_MS } from '../../mail/retry.ts'
import { builtOnce } from './built-once.ts'
import type { Queries } from './database.ts'
import { writeMail } from './write-mail.ts'

/** Writes the mails that tell owners of these entries, in the transaction of the change that they are about. */
export async function writeNotices(queries: Queries, entries: readonly AuditEntry[]): Promise<void> {
  for (const { action, accountId, device = null, network = null, detail = null } of entries) {
    if (!accountId || !isNoticed(action)) continue
    const content = { what: 'notice', of: action, detail, from: { device, network } } as const
    await tellOwner(queries, accountId, async () => content)
  }
}

/** Writes one mail to each address of an account that counts. */
export async function tellOwner(
  queries: Queries,
  accountId: AccountId,
  contentFor: (addressId: string) => Promise<MailContent>,
): Promise<void> {
  for (const { id, address } of await countingAddresses(queries, { accountId }))
    await writeMail(queries, { accountId, to: address, content: await contentFor(id), giveUpMs: GIVE_UP_MS })
}

/** The addresses of an account that count, the oldest first. */
export const countingAddresses = builtOnce(({ db }, { accountId }: { readonly accountId: AccountId }) =>
  db
    .selectFrom('addresses')
    .select(['id', 'address'])
    .where('account_id', '=', accountId)
    .where('state', '=', 'counts') // [M35]
    .orderBy('created_at')
    .orderBy('id'),
)
