import type { AlarmSpanRow } from '../../shared/admin.ts'
import type { AccountStore } from '../accounts/account-store.ts'
import { ALARM_OVER_MS, type AlarmSpan } from './alarm-log.ts'
import { createNameAccounts } from './name-accounts.ts'

/** Alarms as the console lists them, with the names of the admins who have seen them. */
type NameSpans = (spans: readonly AlarmSpan[]) => Promise<readonly AlarmSpanRow[]>

/** Only here does the console have the name of an admin. */
export function createNameSpans(accounts: Pick<AccountStore, 'findById'>): NameSpans {
  const nameAccounts = createNameAccounts(accounts)
  return async (spans) => {
    const names = await nameAccounts(spans.flatMap(({ seen }) => (seen ? [seen.by] : [])))
    return spans.map(({ seen, ...span }) => ({
      ...span,
      over: span.lastAgoMs > ALARM_OVER_MS,
      seen: seen && { by: names.get(seen.by) ?? '', agoMs: seen.agoMs },
    }))
  }
}
