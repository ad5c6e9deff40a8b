import { setTimeout as wait } from 'node:timers/promises'
import type { AccountId, PairingId, SessionId } from '../../shared/ids.ts'
import type { Limiter, LimitRule, Verdict } from '../ports/limiter.ts'
import { StoreAway } from '../ports/store-away.ts'
import type { Network } from './network.ts'
import { LIMITS, type Limits, type NetworkRule } from './numbers.ts'
import { slowDownMs } from './slow-down.ts'

export interface GuardDeps {
  readonly limiter: Limiter
  /** Counts in this process; stands in for `limiter` where people must get in while Redis is away. */
  readonly perNode: Limiter
  /** Keyed hash. Addresses and account ids are counted under it, so that no store can be read for them. */
  readonly tag: (text: string) => string
  readonly limits?: Limits
  readonly sleep?: (ms: number) => Promise<unknown>
}

/**
 * The limits at every entry that can be guessed or flooded. Each verdict has counted the try before anything
 * is compared. Throws StoreAway on the pairing route, and lets sign-up, sign-in and step-up go on without
 * Redis.
 */
export interface Guard {
  connecting(network: Network): Promise<Verdict>
  opening(network: Network): Promise<Verdict>
  resuming(network: Network): Promise<Verdict>
  look(network: Network): Promise<Verdict>
  /** Whether one more use of a used-up code is worth a note. */
  codeReuse(pairing: PairingId): Promise<Verdict>
  claim(account: AccountId): Promise<Verdict>
  /** Counts a PIN as wrong, before it is compared. */
  wrongPin(account: AccountId): Promise<Verdict>
  /** It was right: forgets the misses in a row and gives the day's point back, but no earlier one. */
  rightPin(account: AccountId): Promise<void>
  /** Resolves when a PIN from this network may be judged: the later, the more wrong ones it has sent. */
  slow(network: Network): Promise<void>
  networkWrongPin(network: Network): Promise<void>
  /** Whether the account may recover once more today; counts nothing. */
  recovery(account: AccountId): Promise<Verdict>
  recoveryDone(account: AccountId): Promise<void>
  signUp(network: Network): Promise<Verdict>
  signUpOptions(network: Network): Promise<Verdict>
  signIn(network: Network): Promise<Verdict>
  /** Counts an assertion as failed, before it is verified. */
  assertion(network: Network, account: AccountId): Promise<Verdict>
  rightAssertion(network: Network, account: AccountId): Promise<void>
  stepUp(session: SessionId): Promise<Verdict>
}

export function createGuard({ limiter, perNode, tag, limits = LIMITS, sleep = wait }: GuardDeps): Guard {
  const count = (rule: LimitRule, subject: string, by = limiter) => by.spend(rule, tag(subject))

  /** The wide budget is judged first, so that one /48 cannot make us count 65,536 networks. */
  async function countNetwork(rule: NetworkRule, network: Network, by = limiter): Promise<Verdict> {
    if (network.wide === null) return count(rule.own, network.key, by)
    const wide = await count(rule.wide, network.wide, by)
    const verdict = wide.allowed ? await count(rule.own, network.key, by) : wide
    // What one phone is refused must not use up what its neighbours in the /48 have.
    if (!verdict.allowed) await by.giveBack(rule.wide, tag(network.wide))
    return verdict
  }

  async function orPerNode<Result>(work: (by: Limiter) => Promise<Result>): Promise<Result> {
    try {
      return await work(limiter)
    } catch (error) {
      if (!(error instanceof StoreAway)) throw error
      return work(perNode)
    }
  }

  return {
    connecting: (network) => countNetwork(limits.connecting, network),
    opening: (network) => countNetwork(limits.opening, network),
    resuming: (network) => countNetwork(limits.resuming, network),
    look: (network) => countNetwork(limits.look, network),
    codeReuse: (pairing) => count(limits.codeReuse, pairing),
    claim: (account) => count(limits.claim, account),
    async wrongPin(account) {
      const inRow = await count(limits.wrongPin, account)
      return inRow.allowed ? count(limits.wrongPinDay, account) : inRow
    },
    async rightPin(account) {
      await limiter.clear(limits.wrongPin, tag(account))
      await limiter.giveBack(limits.wrongPinDay, tag(account))
    },
    async slow(network) {
      const { spent } = await limiter.usage(limits.networkWrongPin, tag(network.key))
      if (spent > 0) await sleep(slowDownMs(spent))
    },
    async networkWrongPin(network) {
      await count(limits.networkWrongPin, network.key)
    },
    async recovery(account) {
      const { spent, endsInMs } = await limiter.usage(limits.recovery, tag(account))
      return spent < limits.recovery.points ? { allowed: true } : { allowed: false, retryAfterMs: endsInMs }
    },
    async recoveryDone(account) {
      await count(limits.recovery, account)
    },
    signUp: (network) => orPerNode((by) => countNetwork(limits.signUp, network, by)),
    signUpOptions: (network) => orPerNode((by) => countNetwork(limits.signUpOptions, network, by)),
    signIn: (network) => orPerNode((by) => countNetwork(limits.signIn, network, by)),
    assertion: (network, account) =>
      orPerNode((by) => count(limits.assertion, `${network.key} ${account}`, by)),
    rightAssertion: (network, account) =>
      orPerNode((by) => by.clear(limits.assertion, tag(`${network.key} ${account}`))),
    stepUp: (session) => orPerNode((by) => count(limits.stepUp, session, by)),
  }
}
