import type { EmailReadiness } from '../../../shared/email-recovery.ts'
import type { AccountId } from '../../../shared/ids.ts'
import type { AddressStore } from '../../addresses/address-store.ts'
import type { MethodSwitches } from '../../recovery/method-switches.ts'

interface ReadinessStores {
  readonly switches: Pick<MethodSwitches, 'read'>
  readonly addresses: Pick<AddressStore, 'list'>
}

/** How ready an account is for recovery by e-mail. Throws StoreAway. */
export async function readEmailReadiness(
  { switches, addresses }: ReadinessStores,
  accountId: AccountId,
): Promise<Omit<EmailReadiness, 'required'>> {
  const [all, own] = await Promise.all([addresses.list(accountId), switches.read(accountId, 'email')])
  const staying = all.filter(({ leavesAt }) => leavesAt === null)
  const counting = staying.flatMap(({ countsSince }) => countsSince ?? [])
  const waiting = staying.flatMap(({ countsFrom }) => countsFrom ?? [])
  return {
    ...own,
    addresses: counting.length,
    countsSince: counting.length > 0 ? Math.max(Math.min(...counting), own.onSince ?? 0) : null, // [E28]
    countsFrom: waiting.length > 0 ? Math.min(...waiting) : null,
  }
}
