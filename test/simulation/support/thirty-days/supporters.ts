import type { AccountStore } from '../../../../server/accounts/account-store.ts'
import type { AdminStore } from '../../../../server/admin/admin-store.ts'
import { hashCaseCode } from '../../../../server/methods/assisted/case-code.ts'
import type { Cases, Helping } from '../../../../server/methods/assisted/cases.ts'
import type { AccountId, PageKey, SessionId } from '../../../../shared/ids.ts'
import { entry, randomText, sampleAccount, sampleCredential } from '../../../contract/sql-samples.ts'
import type { Side } from './shown.ts'

/** Two who vouch for their side, whoever is behind the page. One alone lets nobody in. */
export interface Supporters {
  readonly ofSide: Readonly<Record<Side, readonly [Helping, Helping]>>
  /** Another one of the others, who only takes back. */
  readonly third: Helping
}

/** Gives the role to new accounts. They count a week later. */
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
  return {
    ofSide: { owner: [await hire(), await hire()], others: [await hire(), await hire()] },
    third: await hire(),
  }
}

/** Opens a case on a page, and has both vouch for it. Gives its evidence. */
export async function vouchedFor(
  cases: Cases,
  [first, second]: readonly [Helping, Helping],
  { accountId, pageKey }: { readonly accountId: AccountId; readonly pageKey: PageKey },
): Promise<string> {
  const { number } = await cases.open({
    ...{ pageKey, accountId, name: { shown: accountId, folded: accountId } },
    requester: { device: 'Firefox on Linux', network: '203.0.113.0/24', place: null },
  })
  const [opened] = await cases.list({ number, most: 1 })
  const { caseId } = opened!
  const code = randomText()
  await cases.vouch(first, caseId, 'We know them, the two of us.')
  const confirmed = await cases.confirm(second, caseId, code, null)
  if (!confirmed.ok) throw new Error(`The supporters were refused: ${confirmed.code}`)
  return `case ${caseId} ${hashCaseCode(code, { caseId, accountId, pageKey })}`
}
