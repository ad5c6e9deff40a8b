import type { AccountId, SessionId } from '../../shared/ids.ts'
import type { Network } from '../requests/network.ts'
import type { BudgetLine, Limiter, Verdict } from './limiter.ts'
import type { NetworkBudgets } from './network-budgets.ts'
import type { BudgetName } from './numbers.ts'

/** Who has a code mailed, and where to. */
export interface MailedCode {
  readonly sessionId: SessionId
  readonly accountId: AccountId
  readonly address: string
}

/** Counts a code that is mailed: by network first, then by session, account and address. One refusal refunds the network. */
export function countMailCode(
  networks: Pick<NetworkBudgets, 'count'>,
  lineOf: (name: BudgetName, subject: string) => BudgetLine,
  limiter: Limiter,
): (code: MailedCode, network: Network) => Promise<Verdict> {
  return ({ sessionId, accountId, address }, network) =>
    networks.count(
      'mail-code-network',
      network,
      limiter,
      lineOf('mail-code-session', sessionId),
      lineOf('mail-code-account', accountId),
      lineOf('mail-code-address', address.toLowerCase()),
    )
}
