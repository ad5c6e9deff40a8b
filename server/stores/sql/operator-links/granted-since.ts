import { type Expression, expressionBuilder } from 'kysely'
import type { Tables } from '../tables.ts'
import { LINK_PROOFS } from './by-link.ts'

/**
 * There is one for a selected passkey that came by an operator's link, and whose account was granted the role after its
 * first sign-in. So whoever has the server said twice that it is the admin's.
 */
export function grantSince(): Expression<unknown> {
  return expressionBuilder<Tables, 'credentials'>()
    .selectFrom('admins as role')
    .innerJoin('recoveries as linked', 'linked.account_id', 'role.account_id')
    .select('role.account_id')
    .whereRef('linked.id', '=', 'credentials.recovery_id')
    .where((one) => one.or(LINK_PROOFS.map((like) => one('linked.proofs', 'like', like)))) // [O18]
    .where('linked.done_at', '<', (one) => one.fn.coalesce('role.granted_again_at', 'role.granted_at')) // [O18]
}
