import type { ActivityRow, NewsRow } from '../../../shared/account-page.ts'
import type { AuditAction } from '../../../shared/audit.ts'
import type { AccountId } from '../../../shared/ids.ts'
import type { AuditRecord } from '../../audit/audit-entry.ts'
import type { AuditLog } from '../../audit/audit-log.ts'
import { MOST_ALONE, NEWS, NO_NEWS, standAlone } from '../../audit/news.ts'

/** The most rows of Activity. */
const MOST_ACTIVITY = 50
/** Events are counted up to this number. */
const MOST_COUNTED = 1_000

type Reading = Pick<AuditLog, 'list' | 'newestOfEach' | 'count'>

/** Everything that is not news about security, newest first. */
export async function activityRows(audit: Reading, accountId: AccountId): Promise<readonly ActivityRow[]> {
  const records = await audit.list(accountId, MOST_ACTIVITY, NO_NEWS)
  return records.map(activityRow)
}

/**
 * News about security, newest first. Of each kind, the newest have rows of their own, and all before them are one
 * row.
 */
export async function newsRows(audit: Reading, accountId: AccountId): Promise<readonly NewsRow[]> {
  const records = await audit.newestOfEach(accountId, MOST_ALONE + 1, NEWS)
  const kinds = [...new Set(records.map(({ action }) => action))]
  const rows = await Promise.all(
    kinds.map((kind) =>
      rowsOfKind(
        audit,
        accountId,
        kind,
        records.filter(({ action }) => action === kind),
      ),
    ),
  )
  return rows.flat().sort((one, other) => other.at - one.at)
}

async function rowsOfKind(
  audit: Reading,
  accountId: AccountId,
  kind: AuditAction,
  records: readonly AuditRecord[],
): Promise<NewsRow[]> {
  const one = (record: AuditRecord): NewsRow => ({ ...activityRow(record), count: 1, since: record.at })
  const alone = standAlone(kind)
  if (records.length <= alone) return records.map(one)
  // The last one with a row of its own is the newest of all that came before.
  const { count, since } = await audit.count(accountId, kind, MOST_COUNTED)
  const rows = records.slice(0, alone).map(one)
  const last = rows.pop()
  return last ? [...rows, { ...last, count: count - rows.length, since }] : []
}

function activityRow({ action, at, device, network, detail }: AuditRecord): ActivityRow {
  return { action, at, device: device ?? null, network: network ?? null, detail: detail ?? null }
}
