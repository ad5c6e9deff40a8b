import { blamed, countedFor, type Network } from '../requests/network.ts'
import type { RequestContext } from '../requests/request-context.ts'
import type { Charge } from './charge.ts'
import type { BudgetLine, Limiter, LimitRule, Verdict } from './limiter.ts'
import { type BudgetName, HIDDEN_TIMES, type Limits, type TurnName } from './numbers.ts'
import { createTurns, type Judged } from './turns.ts'

/** Who waits for a turn, and from which network. */
export type InTurn = Pick<RequestContext, 'network' | 'socket' | 'isGone'>

interface NetworkBudgetDeps {
  readonly limits: Limits
  readonly tag: (kind: 'limit' | 'network', text: string) => string
  readonly spend: Charge['spend']
  readonly noteRefusal: Charge['noteRefusal']
  readonly sleep: (ms: number) => Promise<unknown>
}

/** Budgets of a network, and of the /48 around it. Clients that a proxy hides share a larger one. */
export interface NetworkBudgets {
  /**
   * `behind`: budgets that are charged only if the network's own and those before them allow the call. If one refuses,
   * none is charged.
   */
  count(name: BudgetName, network: Network, by: Limiter, ...behind: readonly BudgetLine[]): Promise<Verdict>
  /** For a budget of a network with something else; see countedFor. */
  countPair(name: BudgetName, network: Network, subject: string, by: Limiter): Promise<Verdict>
  /**
   * For budgets that only limit our work. A call above the budget is done up to 5 s later, so that nobody can take
   * all of it.
   */
  countInTurn(name: TurnName, context: InTurn, by: Limiter): Promise<Verdict>
}

export function createNetworkBudgets(deps: NetworkBudgetDeps): NetworkBudgets {
  const { limits, tag, spend, noteRefusal, sleep } = deps
  const takeTurn = createTurns(sleep)

  /** The wide budget comes first, so that one /48 cannot create counters for 65,536 networks. */
  function linesOf(name: BudgetName, network: Network): BudgetLine[] {
    const { wide, ...own } = limits[name]
    const { shown } = network
    const around: BudgetLine = [ruleFor(own, network), tag('network', network.key), shown]
    if (network.wide === null || wide === null) return [around]
    return [[ruleFor(wide, network), tag('network', network.wide), shown], around]
  }

  async function judge(
    lines: readonly BudgetLine[],
    by: Limiter,
    behind: readonly BudgetLine[] = [],
  ): Promise<Judged> {
    const all = [...lines, ...behind]
    const judged = await spend(all, by)
    const [, refusing] = judged
    const charged = refusing === null ? 0 : all.indexOf(refusing) + 1
    // A refused call uses up nothing of the neighbours' budget, and nothing of what its own caller has for others.
    await giveBackAll(lines.slice(0, charged), by) // [L11]
    await giveBackAll(all.slice(lines.length, charged), by) // [L67]
    return judged
  }

  function noted([verdict, line]: Judged, from: string | null): Verdict {
    if (line) noteRefusal(line[0], from)
    return verdict
  }

  return {
    async count(name, network, by, ...behind) {
      return noted(await judge(linesOf(name, network), by, behind), blamed(network))
    },
    async countPair(name, network, subject, by) {
      const key = tag('limit', `${subject} ${countedFor(network)}`)
      return noted(await spend([[ruleFor(limits[name], network), key]], by), blamed(network))
    },
    async countInTurn(name, context, by) {
      const { network } = context
      const lines = linesOf(name, network)
      const judged = await takeTurn(lines, () => judge(lines, by), context)
      // A call that only waited is not refused, and a client that has left does not count: an office that reconnects
      // at once is no alarm.
      return context.isGone() ? judged[0] : noted(judged, blamed(network))
    },
  }
}

function ruleFor(rule: LimitRule, { hidden }: Network): LimitRule {
  return hidden ? { ...rule, name: `${rule.name}-hidden`, points: rule.points * HIDDEN_TIMES } : rule // [L10]
}

async function giveBackAll(spent: readonly BudgetLine[], by: Limiter): Promise<void> {
  await Promise.all(spent.map(([rule, key]) => by.giveBack(rule, key)))
}
