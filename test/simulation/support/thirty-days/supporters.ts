import type { AccountStore } from '../../../../server/accounts/account-store.ts'
import type { AdminStore } from '../../../../server/admin/admin-store.ts'
import type { Cases, Helping } from '../../../../server/methods/assisted/cases.ts'
import type { AccountId, PageKey, SessionId } from '../../../../shared/ids.ts'
import { entry, randomText, sampleAccount, sampleCredential } from '../../../contract/sql-samples.ts'

/** Two who vouch for whomever they like. One alone can do nothing. */
type Supporters = readonly [Helping, Helping]

/** Gives two new accounts the role. They count a week later. */
export async function hireSupporters(accounts: AccountStore, admins: AdminStore): Promise<Supporters> {
  const hire = async (): Promise<Helping> => {
    const account = sampleAccount()
    const { id: accountId } = account
    await accounts.create(account, sampleCredential(accountId), entry('account-created', accountId))
    await admins.grant(accountId, entry('admin-granted', accountId))
    return {
      accountId,
      trace: { sessionId: randomText<SessionId>(), device: 'Chrome on Windows', network: '198.51.100.0/24' },
    }
  }
  return [await hire(), await hire()]
}

interface CaseStores {
  readonly cases: Cases
  readonly supporters: Supporters
}

/** Opens a case on a page, and has both vouch for it. Gives the evidence. */
export async function vouchedFor(
  { cases, supporters: [first, second] }: CaseStores,
  accountId: AccountId,
  pageKey: PageKey,
): Promise<string> {
  const { number } = await cases.open({
    ...{ pageKey, accountId, name: { shown: accountId, folded: accountId } },
    requester: { device: 'Firefox on Linux', network: '203.0.113.0/24', place: null },
  })
  const [opened] = await cases.list({ number, most: 1 })
  const { caseId } = opened!
  await cases.vouch(first, caseId, 'We made this up, the two of us.')
  const confirmed = await cases.confirm(second, caseId, randomText())
  if (!confirmed.ok) throw new Error(`The supporters were refused: ${confirmed.code}`)
  return `case ${caseId}`
}
