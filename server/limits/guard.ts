import { setTimeout as wait } from 'node:timers/promises'
import type { AccountId, CredentialId, RecoveryId, SessionId } from '../../shared/ids.ts'
import { StoreAway } from '../errors/store-away.ts'
import { blamed, type Network } from '../requests/network.ts'
import { type Actor, createActorBudgets } from './actor-budgets.ts'
import { type CaseMailed, type CaseOpened, countCaseMailed, countCaseOpened } from './case-budgets.ts'
import { createCharge } from './charge.ts'
import type { BudgetLine, Limiter, Verdict } from './limiter.ts'
import { countMailCode, countMailedProof, type MailedCode, type MailedProof } from './mail-budgets.ts'
import { createNetworkBudgets, type InTurn } from './network-budgets.ts'
import {
  type BudgetName,
  HIDDEN_TIMES,
  type Limits,
  limitsOf,
  NAME_WRONG_CODE,
  NETWORK_WRONG_PIN,
} from './numbers.ts'
import { slowDownMs } from './slow-down.ts'
import type { StoreNewness } from './store-newness.ts'
import type { Tally } from './tally.ts'

interface GuardDeps {
  readonly limiter: Limiter
  /** Counts in this process. Used in place of `limiter` where people must be able to sign in while Redis is away. */
  readonly perNode: Limiter
  /** Makes keyed hashes. Addresses and ids are counted under them, so that nobody can read them from a store. */
  readonly tag: (kind: 'limit' | 'network', text: string) => string
  readonly newness: StoreNewness
  readonly tally: Pick<Tally, 'count' | 'spending'>
  readonly limits?: Limits
  readonly sleep?: (ms: number) => Promise<unknown>
}

/**
 * The limits of everything that can be guessed or flooded. Each verdict has counted the try before anything is
 * compared. While Redis is away, pairings throw StoreAway, and sign-up, sign-in and step-up go on.
 */
export interface Guard {
  /** May take up to 5 s, like all budgets that are taken in turns. */
  connecting(context: InTurn): Promise<Verdict>
  /** `browser`: the keyed hash of its cookie. An opening that names an account has a budget of its own. */
  opening(network: Network, browser: string, named: boolean): Promise<Verdict>
  look(context: InTurn): Promise<Verdict>
  /** Whether one more use of a used code is noted. */
  codeReuse(recovery: RecoveryId): Promise<boolean>
  claim(actor: Actor): Promise<Verdict>
  /** Counts a PIN as wrong before it is compared. */
  wrongPin(actor: Actor): Promise<Verdict>
  /** The PIN was right: resets the wrong PINs in a row and gives back this point of the day, but no earlier one. */
  rightPin(actor: Actor): Promise<void>
  /** Resolves when a PIN from this network may be compared. The more wrong ones it has sent, the later. */
  slow(network: Network): Promise<void>
  networkWrongPin(network: Network): Promise<void>
  /** A try of a backup code. May take up to 5 s. */
  backupCode(context: InTurn): Promise<Verdict>
  /** Resolves when a backup code for this name may be compared: later if wrong ones were sent, whoever sent them. */
  slowName(name: string): Promise<void>
  nameWrongCode(name: string): Promise<void>
  /** Whether one more wrong backup code is noted in the account. It refuses nobody. */
  wrongCodeNoted(account: AccountId): Promise<boolean>
  /** The same for a wrong mailed code. */
  wrongMailedCodeNoted(account: AccountId): Promise<boolean>
  /** Which of these passkeys may approve one more recovery today, and whether any may. Counts nothing. */
  recovery(
    approving: readonly CredentialId[],
  ): Promise<Verdict & { readonly rested: readonly CredentialId[] }>
  recoveryDone(approving: CredentialId): Promise<void>
  signUp(network: Network): Promise<Verdict>
  signUpOptions(network: Network): Promise<Verdict>
  signIn(context: InTurn): Promise<Verdict>
  /** A sign-in of this account that is about to succeed. */
  accountSignIn(account: AccountId, network: Network): Promise<Verdict>
  /** Stopping changes. It has a queue of its own, so that nothing else delays it. */
  freeze(context: InTurn): Promise<Verdict>
  /** Whether one more failed sign-in is noted in the account. It refuses nobody. */
  failedSignIn(account: AccountId): Promise<boolean>
  stepUp(session: SessionId): Promise<Verdict>
  /** A change of an account that was confirmed, in whatever session. */
  accountChange(account: AccountId): Promise<Verdict>
  /** Something that this passkey takes back, stops or ends. */
  remedy(passkey: CredentialId): Promise<Verdict>
  rename(session: SessionId): Promise<Verdict>
  /** A post that takes no step-up. */
  sessionAlone(session: SessionId): Promise<Verdict>
  /** A code for a new e-mail address. */
  mailCode(code: MailedCode, network: Network): Promise<Verdict>
  /** A mail that is to prove a recovery. */
  mailedProof(mail: MailedProof, network: Network): Promise<Verdict>
  /** A case that somebody wants to open. */
  caseOpened(opened: CaseOpened, network: Network): Promise<Verdict>
  /** The code of a case that a supporter has mailed. */
  caseMailed(mailed: CaseMailed): Promise<Verdict>
  /** A recovery contact is named, by an account and by a folded name. */
  contactNamed(account: AccountId, name: string): Promise<Verdict>
  /** Whether one more request to whoever has this folded name is mailed, known or not. It refuses nobody. */
  contactMailed(name: string): Promise<boolean>
  /** A link for recovery contacts. */
  vouchAsked(network: Network): Promise<Verdict>
  /** A nonce for a page that recovers by proofs. */
  pageNonce(network: Network): Promise<Verdict>
  /** A post that such a page signed, before its signature is looked at. */
  pagePost(network: Network): Promise<Verdict>
}

export function createGuard(deps: GuardDeps): Guard {
  const { limiter, perNode, tag, newness, tally, limits = limitsOf(), sleep = wait } = deps
  const networkTag = ({ key }: Network) => tag('network', key)

  const { judge, spend, spendAndNote, noteRefusal } = createCharge({ newness, tally })
  const networks = createNetworkBudgets({ limits, tag, spend, noteRefusal, sleep })
  const actors = createActorBudgets({ limits, limiter, tag, spendAndNote })

  const lineOf = (name: BudgetName, subject: string): BudgetLine => [limits[name], tag('limit', subject)]

  async function countAll(lines: readonly BudgetLine[], by = limiter): Promise<Verdict> {
    const [verdict] = await spendAndNote(lines, by)
    return verdict
  }

  const count = (name: BudgetName, subject: string, by = limiter) => countAll([lineOf(name, subject)], by)

  async function orPerNode<Result>(work: (by: Limiter) => Promise<Result>): Promise<Result> {
    try {
      return await work(limiter)
    } catch (error) {
      if (!(error instanceof StoreAway)) throw error
      return work(perNode)
    }
  }

  return {
    connecting: (context) => networks.countInTurn('connecting', context, limiter),
    opening(network, browser, named) {
      const name = named ? 'opening-named' : 'opening'
      // The network first, because a client has only one: invented browsers must not fill the store.
      return networks.count(name, network, limiter, lineOf('opening-browser', browser))
    },
    look: (context) => networks.countInTurn('look', context, limiter),
    async codeReuse(recovery) {
      const [spending] = await limiter.spend([lineOf('code-reuse', recovery)])
      const allowed = spending !== undefined && judge(limits['code-reuse'], spending).allowed // [L66]
      // Not shown among the keys that admins see: anyone can make pairings and used codes.
      if (!allowed) tally.count('refused.code-reuse')
      return allowed
    },
    claim: (actor) => actors.count('claim', actor),
    async wrongPin(actor) {
      const inRow = await actors.count('wrong-pin', actor)
      if (!inRow.allowed) return inRow
      const today = await actors.count('wrong-pin-day', actor)
      // Nothing is compared: a session that has used up its day must not go on using up its passkey's budget.
      if (!today.allowed) await actors.giveBack('wrong-pin', actor) // [L57]
      return today
    },
    async rightPin(actor) {
      await actors.clear('wrong-pin', actor)
      await actors.giveBack('wrong-pin-day', actor)
    },
    async slow(network) {
      const [usage] = await limiter.usage(NETWORK_WRONG_PIN, [networkTag(network)])
      const spent = usage?.spent ?? Number.POSITIVE_INFINITY // [L66]
      const ms = slowDownMs(Math.floor(spent / missesIn(network)))
      if (ms > 0) await sleep(ms)
    },
    async networkWrongPin(network) {
      tally.count('wrong-pin', blamed(network))
      const key = networkTag(network)
      const shownRule = { ...NETWORK_WRONG_PIN, points: SLOWEST_FROM * missesIn(network) }
      const spendings = await limiter.spend([[NETWORK_WRONG_PIN, key]])
      for (const spending of spendings) tally.spending(shownRule, spending, key, network.shown)
    },
    backupCode: (context) => networks.countInTurn('backup-code', context, limiter),
    async slowName(name) {
      const [usage] = await limiter.usage(NAME_WRONG_CODE, [tag('limit', name)])
      const ms = slowDownMs(usage?.spent ?? Number.POSITIVE_INFINITY)
      if (ms > 0) await sleep(ms)
    },
    async nameWrongCode(name) {
      tally.count('wrong-backup-code')
      await limiter.spend([[NAME_WRONG_CODE, tag('limit', name)]])
    },
    wrongCodeNoted: async (account) => (await count('backup-code-noted', account)).allowed,
    wrongMailedCodeNoted: async (account) => (await count('email-code-noted', account)).allowed,
    async recovery(approving) {
      const rule = limits.recovery
      const keys = approving.map((passkey) => tag('limit', passkey))
      const usages = keys.length > 0 ? await limiter.usage(rule, keys) : []
      const rested = approving.filter((_, place) => (usages[place]?.spent ?? rule.points) < rule.points)
      const retryAfterMs = Math.min(rule.windowMs, ...usages.map(({ endsInMs }) => endsInMs))
      return rested.length > 0 ? { allowed: true, rested } : { allowed: false, retryAfterMs, rested }
    },
    async recoveryDone(approving) {
      await count('recovery', approving)
    },
    signUp: (network) => orPerNode((by) => networks.count('sign-up', network, by)),
    signUpOptions: (network) => orPerNode((by) => networks.count('sign-up-options', network, by)),
    signIn: (context) => orPerNode((by) => networks.countInTurn('sign-in', context, by)),
    // Each node by itself: it bounds what the audit grows by, which is not worth a round trip in every recovery.
    accountSignIn: (account, network) => networks.countPair('sign-in-account', network, account, perNode),
    freeze: (context) => orPerNode((by) => networks.countInTurn('freeze', context, by)),
    failedSignIn: async (account) => (await orPerNode((by) => count('assertion', account, by))).allowed,
    stepUp: (session) => orPerNode((by) => count('step-up', session, by)),
    accountChange: (account) => orPerNode((by) => count('account-change', account, by)),
    remedy: (passkey) => orPerNode((by) => count('remedy', passkey, by)),
    rename: (session) => orPerNode((by) => count('rename', session, by)),
    sessionAlone: (session) => orPerNode((by) => count('session-alone', session, by)),
    mailCode: countMailCode(networks, lineOf, limiter),
    mailedProof: countMailedProof(networks, lineOf, limiter, countAll),
    caseOpened: countCaseOpened(networks, lineOf, limiter),
    caseMailed: countCaseMailed(lineOf, countAll),
    async contactNamed(account, name) {
      const lines = [
        lineOf('contact-named', account),
        lineOf('contact-named-pair', `${account} ${name}`),
      ] as const
      const [verdict] = await spendAndNote(lines, limiter)
      return verdict
    },
    contactMailed: async (name) => (await count('contact-mailed', name)).allowed,
    vouchAsked: (network) => networks.count('vouch-asked', network, limiter),
    pageNonce: (network) => orPerNode((by) => networks.count('page-nonce', network, by)),
    pagePost: (network) => orPerNode((by) => networks.count('page-post', network, by)),
  }
}

/** The wrong PINs after which a network waits longest. From there, admins see it. */
const SLOWEST_FROM = 4

/** How many wrong PINs of a network count as one miss. */
function missesIn({ hidden }: Network): number {
  return hidden ? HIDDEN_TIMES : 1 // [L62]
}
