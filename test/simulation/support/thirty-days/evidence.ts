import type { AccountId, PageKey } from '../../../../shared/ids.ts'
import type { SlowMethodId } from '../../../../shared/recovery.ts'
import { randomText } from '../../../contract/sql-samples.ts'
import type { MovedStores } from './moved-stores.ts'
import type { Means, Side } from './shown.ts'
import { vouchedFor } from './supporters.ts'

/** Which method takes the evidence. */
export const METHODS = {
  'backup-code': 'backup-code',
  operator: 'assisted',
  supporters: 'assisted',
  contact: 'contact',
  // See spendMailed.
  email: 'email' as SlowMethodId,
} as const

/** What a method would hand over: an unused code, a code from a mail, a new link, or a case. Null if no code is left. */
export async function evidenceOf(
  stores: MovedStores,
  means: Means,
  {
    accountId,
    pageKey,
    side,
  }: { readonly accountId: AccountId; readonly pageKey: PageKey; readonly side: Side },
): Promise<string | null> {
  const { backupCodes, operatorLinks, cases, supporters } = stores
  if (means === 'email') return randomText()
  if (means === 'supporters') return vouchedFor(cases, supporters.ofSide[side], { accountId, pageKey })
  if (means === 'contact') return stores.friend.vouch(accountId, pageKey)
  if (means === 'operator') {
    const link = await operatorLinks.find((await operatorLinks.make(accountId)).secret)
    return link && JSON.stringify([link.id, pageKey])
  }
  for (let number = 0; number < 10; number += 1) {
    const found = await backupCodes.find(accountId, number)
    if (found) return found.evidence
  }
  return null
}
