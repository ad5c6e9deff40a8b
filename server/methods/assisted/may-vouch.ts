import type { ErrorCode } from '../../../shared/errors.ts'
import type { AccountId } from '../../../shared/ids.ts'
import { SUPPORTER_MS } from './case-lifetimes.ts'

/** A supporter, read in the transaction that judges. Times are milliseconds by the database's clock. */
export interface Supporter {
  readonly accountId: AccountId
  /** Since when the account has the role; null without it. */
  readonly adminSince: number | null
  /** When its first passkey was made; null if none is known. */
  readonly madeAt: number | null
  /** When it was recovered last; null if it never was. */
  readonly recoveredAt: number | null
}

/** Who helps with a case, and whose account it is. */
export interface Vouching {
  readonly now: number
  readonly by: Supporter
  /** Who vouched before; null for whoever is the first. */
  readonly first: Supporter | null
  /** Null if nobody has the name. */
  readonly account: {
    readonly id: AccountId
    readonly isAdmin: boolean
    /** Its owner wants no help by supporters. */
    readonly isSwitchedOff: boolean
  } | null
}

/** Whether a supporter may vouch for somebody, or confirm what another one vouched for: `true`, or why not. */
export function mayVouch({ now, by, first, account }: Vouching): true | ErrorCode {
  if (!account) return 'case_nobody' // [C9]
  if (account.id === by.accountId) return 'case_own_account' // [C8]
  const own = standingOf(by, account, now)
  if (own !== true) return own
  if (account.isSwitchedOff) return 'case_switched_off' // [C31]
  if (!first) return true
  if (first.accountId === by.accountId) return 'case_same_supporter' // [C6]
  return standingOf(first, account, now) === true ? true : 'case_first_void' // [C11]
}

/** Whether a supporter counts for this account, whoever else helps. */
function standingOf(
  { adminSince, madeAt, recoveredAt }: Supporter,
  account: { readonly isAdmin: boolean },
  now: number,
): true | ErrorCode {
  if (account.isAdmin && adminSince === null) return 'case_more_power' // [C7]
  if (adminSince === null) return 'not_admin'
  const isNew = (at: number | null) => at !== null && now < at + SUPPORTER_MS
  if (isNew(adminSince)) return 'case_supporter_new' // [C10]
  if (isNew(madeAt)) return 'case_supporter_new' // [C10]
  if (isNew(recoveredAt)) return 'case_supporter_new' // [C10]
  return true
}
