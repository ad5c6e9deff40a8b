import type { AccountId } from '../../shared/ids.ts'
import { countedFor, type Network } from '../requests/network.ts'
import type { BudgetLine, Limiter, Verdict } from './limiter.ts'
import type { NetworkBudgets } from './network-budgets.ts'
import type { BudgetName } from './numbers.ts'

/** A case that somebody wants to open. */
export interface CaseOpened {
  /** Folded. Whether somebody has it doesn't matter. */
  readonly name: string
  /** Keyed hash of the browser cookie; null without one. */
  readonly browser: string | null
}

/** Counts a case that is opened: by network and browser first, then by network and name. */
export function countCaseOpened(
  networks: Pick<NetworkBudgets, 'count'>,
  lineOf: (name: BudgetName, subject: string) => BudgetLine,
  limiter: Limiter,
): (opened: CaseOpened, network: Network) => Promise<Verdict> {
  return ({ name, browser }, network) =>
    networks.count(
      'case-network',
      network,
      limiter,
      // Browsers without a cookie share one budget in each network.
      lineOf('case-browser', browser ?? `none ${network.key}`),
      lineOf('case-pair', `${countedFor(network)} ${name}`),
    )
}

/** The code of a case that a supporter has mailed. */
export interface CaseMailed {
  readonly by: AccountId
  readonly addressId: string
}

/** Counts it: by supporter and address first, then by address. */
export function countCaseMailed(
  lineOf: (name: BudgetName, subject: string) => BudgetLine,
  count: (lines: readonly BudgetLine[]) => Promise<Verdict>,
): (mailed: CaseMailed) => Promise<Verdict> {
  return ({ by, addressId }) =>
    count([
      lineOf('case-mail-pair', `${by} ${addressId}`), // [C42]
      lineOf('case-mail-address', addressId), // [C42]
    ])
}
