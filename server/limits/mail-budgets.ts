import type { AccountId, PageKey, SessionId } from '../../shared/ids.ts'
import { countedFor, type Network } from '../requests/network.ts'
import type { BudgetLine, Limiter, Verdict } from './limiter.ts'
import type { NetworkBudgets } from './network-budgets.ts'
import type { BudgetName } from './numbers.ts'

/** Who has a code mailed, and where to. */
export interface MailedCode {
  readonly sessionId: SessionId
  readonly accountId: AccountId
  readonly address: string
}

/**
 * Counts a code that is mailed: by network first, then by session, account, both account and address, and address. If one
 * refuses, none is charged.
 */
export function countMailCode(
  networks: Pick<NetworkBudgets, 'count'>,
  lineOf: (name: BudgetName, subject: string) => BudgetLine,
  limiter: Limiter,
): (code: MailedCode, network: Network) => Promise<Verdict> {
  return ({ sessionId, accountId, address }, network) => {
    const folded = address.toLowerCase()
    return networks.count(
      'mail-code-network',
      network,
      limiter,
      lineOf('mail-code-session', sessionId),
      lineOf('mail-code-account', accountId),
      lineOf('mail-code-pair', `${accountId} ${folded}`), // [M45]
      lineOf('mail-code-address', folded),
    )
  }
}

/** Where a mail goes that is to prove a recovery, and who asks for it. */
export interface MailedProof {
  readonly address: string
  /** Keyed hash of the browser cookie; null without one. */
  readonly browser: string | null
  /** The page, if it has given a proof of the account that has this address. */
  readonly provenPage: PageKey | null
  /** The browser, if it has signed in to that account. */
  readonly knownBrowser: string | null
  /** The mail to this address that the browser has read, if it has. */
  readonly readLink: string | null
}

/**
 * Counts a mail that is to prove a recovery: by page or known browser, and by the mail that was read where that is used up
 * or there is neither, so that no stranger and no neighbour uses it up; else by network and browser first, and then by
 * address. Each mail has points of its own, so nobody who was forwarded one uses up what the others have.
 */
export function countMailedProof(
  networks: Pick<NetworkBudgets, 'count'>,
  lineOf: (name: BudgetName, subject: string) => BudgetLine,
  limiter: Limiter,
  count: (lines: readonly BudgetLine[]) => Promise<Verdict>,
): (mail: MailedProof, network: Network) => Promise<Verdict> {
  return async ({ address, browser, provenPage, knownBrowser, readLink }, network) => {
    const folded = address.toLowerCase()
    const known = (by: string) =>
      count([
        lineOf('email-proof-known', by), // [E20]
        lineOf('email-proof-known-address', folded), // [E21]
      ])
    const own =
      provenPage !== null
        ? await count([lineOf('email-proof-page', provenPage)]) // [E14]
        : knownBrowser && (await known(knownBrowser))
    if (own && (own.allowed || readLink === null)) return own
    if (readLink !== null) return known(readLink) // [E30]
    return networks.count(
      'email-proof-network',
      network,
      limiter,
      // Browsers without a cookie share one budget in each network.
      lineOf('email-proof-browser', browser ?? `none ${network.key}`),
      lineOf('email-proof-pair', `${countedFor(network)} ${folded}`),
      lineOf('email-proof-address', folded),
    )
  }
}
