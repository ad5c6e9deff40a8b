import type { AccountId, PageKey, SessionId } from '../../shared/ids.ts'
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

/** Where a mail goes that is to prove a recovery, and who asks for it. */
export interface MailedProof {
  readonly address: string
  /** Keyed hash of the browser cookie; null without one. */
  readonly browser: string | null
  /** The page, if it has given a proof of the account that has this address. */
  readonly provenPage: PageKey | null
}

/** Counts a mail that is to prove a recovery: by network and browser first, then by address, or by page. */
export function countMailedProof(
  networks: Pick<NetworkBudgets, 'count'>,
  lineOf: (name: BudgetName, subject: string) => BudgetLine,
  limiter: Limiter,
): (mail: MailedProof, network: Network) => Promise<Verdict> {
  return ({ address, browser, provenPage }, network) => {
    const folded = address.toLowerCase()
    const behind =
      provenPage !== null // [E14]
        ? [lineOf('email-proof-page', provenPage)]
        : [lineOf('email-proof-pair', `${network.key} ${folded}`), lineOf('email-proof-address', folded)]
    // Browsers without a cookie share one budget in each network.
    const ofBrowser = lineOf('email-proof-browser', browser ?? `none ${network.key}`)
    return networks.count('email-proof-network', network, limiter, ofBrowser, ...behind)
  }
}
