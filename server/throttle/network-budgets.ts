import type { Limiter, LimitRule, Verdict } from '../ports/limiter.ts'
import type { Network } from './network.ts'
import type { BudgetName, Limits, TurnName } from './numbers.ts'
import { createTurns } from './turns.ts'

export interface NetworkBudgetDeps {
  readonly limits: Limits
  readonly tag: (kind: 'network', text: string) => string
  /** Takes one point and says what comes of it. */
  readonly spend: (rule: LimitRule, key: string, shown: string | null, by: Limiter) => Promise<Verdict>
  readonly noteRefusal: (rule: LimitRule) => void
  readonly sleep: (ms: number) => Promise<unknown>
}

/** What is counted for a network, and for the /48 around it. Nothing is, for a network that nobody can tell. */
export interface NetworkBudgets {
  count(name: BudgetName, network: Network, by: Limiter): Promise<Verdict>
  /**
   * For budgets that only spare our work: what is too much of it is done up to 5 s later, so that nobody can take it
   * all. `isGone`: nobody waits for it any more.
   */
  countInTurn(name: TurnName, network: Network, by: Limiter, isGone?: () => boolean): Promise<Verdict>
  giveBack(name: BudgetName, network: Network, by: Limiter): Promise<void>
}

export function createNetworkBudgets(deps: NetworkBudgetDeps): NetworkBudgets {
  const { limits, tag, spend, noteRefusal, sleep } = deps
  const takeTurn = createTurns(sleep)

  /** The rule that refused, if one did. */
  type Judged = readonly [verdict: Verdict, by: LimitRule | null]

  /** The wide budget is judged first, so that one /48 cannot make us count 65,536 networks. */
  async function judge(name: BudgetName, network: Network, by: Limiter): Promise<Judged> {
    if (!network.judged) return [{ allowed: true }, null] // [L10]
    const spent: Counted[] = []
    for (const [rule, key] of budgetsOf(name, network)) {
      const verdict = await spend(rule, key, network.shown, by)
      spent.push([rule, key])
      if (verdict.allowed) continue
      // What is refused uses up nothing of what the neighbours have.
      await giveBackAll(spent, by)
      return [verdict, rule]
    }
    return [{ allowed: true }, null]
  }

  function budgetsOf(name: BudgetName, network: Network): Counted[] {
    const { wide, ...own } = limits[name]
    const around: Counted = [own, tag('network', network.key)]
    return network.wide !== null && wide !== null ? [[wide, tag('network', network.wide)], around] : [around]
  }

  return {
    async count(name, network, by) {
      const [verdict, rule] = await judge(name, network, by)
      if (rule) noteRefusal(rule)
      return verdict
    },
    async countInTurn(name, network, by, isGone) {
      let refusing: LimitRule | null = null
      const ask = async () => {
        const [verdict, rule] = await judge(name, network, by)
        refusing = rule
        return verdict
      }
      const verdict = await takeTurn(`${name} ${network.key}`, ask, isGone)
      // Only now: a whole office that comes back at once waits, and is no reason for an alarm.
      if (refusing) noteRefusal(refusing)
      return verdict
    },
    giveBack: (name, network, by) => giveBackAll(network.judged ? budgetsOf(name, network) : [], by),
  }
}

type Counted = readonly [rule: LimitRule, key: string]

async function giveBackAll(spent: readonly Counted[], by: Limiter): Promise<void> {
  await Promise.all(spent.map(([rule, key]) => by.giveBack(rule, key)))
}
