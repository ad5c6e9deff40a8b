import type { Helping } from '../../../../server/methods/assisted/cases.ts'
import type { RecoveryFacts } from '../../../../server/recovery/recovery.ts'
import type { SlowRecovery, Surrounded } from '../../../../server/recovery/slow/slow-ledger.ts'
import { standingOf } from '../../../../server/recovery/slow/standing.ts'
import type { AccountId, CredentialId, PageKey, RecoveryId } from '../../../../shared/ids.ts'
import type { RetireChoice, RetireMode, SlowMethodId } from '../../../../shared/recovery.ts'
import {
  approvedBy,
  entry,
  randomText,
  sampleCredential,
  sampleFacts,
} from '../../../contract/sql-samples.ts'
import { proveOnPage } from '../../../support/prove-on-page.ts'
import { evidenceOf, METHODS } from './evidence.ts'
import { DAY, type MovedStores } from './moved-stores.ts'
import type { Holder, Means, Side } from './shown.ts'

const PROVING = {
  ...{ probationMs: DAY, unapprovedProbationMs: 3 * DAY },
  ...{ unprovenMs: DAY, undoMs: 7 * DAY, level: 'hold' as const },
}

/** The pages on which both sides get into one account, and the passkeys that they make there. */
export class Pages {
  readonly #stores: MovedStores
  readonly #id: AccountId
  readonly #sides: Map<CredentialId, Holder>
  readonly #pages: Readonly<Record<Side, PageKey>> = { owner: randomText(65), others: randomText(65) }
  readonly #open = new Map<Side, RecoveryId>()
  /** Whose code was used on the page of each side. */
  readonly #cases: Readonly<Record<Side, string[]>> = { owner: [], others: [] }

  constructor(stores: MovedStores, id: AccountId, sides: Map<CredentialId, Holder>) {
    this.#stores = stores
    this.#id = id
    this.#sides = sides
  }

  /** Which side made a recovery that is under way. */
  sideOf({ pageKey }: SlowRecovery): Side {
    return pageKey === this.#pages.owner ? 'owner' : 'others'
  }

  /** A pairing that this passkey approved for a page of `side`, and the sign-in that proves its passkey. */
  async approve(
    by: CredentialId,
    side: Side,
    retired: { readonly retiredId: CredentialId; readonly retireMode: RetireMode } | null = null,
  ): Promise<boolean> {
    await this.#stores.tick()
    return this.#arrive(sampleFacts(this.#id, { ...approvedBy(by), ...retired }), side)
  }

  /** Where the recovery on the page of this side stands. */
  async standing(side: Side): Promise<ReturnType<typeof standingOf>['state'] | null> {
    const found = await this.#own(side)
    return found && standingOf(found, 'hold').state
  }

  /** Proves this on the page of this side. A code is one that somebody can read. */
  async prove(side: Side, means: Means): Promise<boolean> {
    await this.#stores.tick()
    const page = { accountId: this.#id, pageKey: this.#pages[side], side }
    const evidence = await evidenceOf(this.#stores, means, page)
    if (evidence === null) return false
    // It is `case`, the id and the hash of the code.
    if (means === 'supporters') this.#cases[side].push(evidence.split(' ')[1]!)
    return this.proveWith(METHODS[means], evidence, side)
  }

  /** Supporters take back what came of the cases of this side, each as often as they may. */
  async takeBack(supporters: readonly Helping[], side: Side): Promise<boolean> {
    let any = false
    for (const caseId of this.#cases[side])
      for (const by of supporters) {
        await this.#stores.tick()
        const ended = await this.#stores.cases.end(by, caseId, 'The owner called us.', 7 * DAY)
        if (ended.ok) any = true
      }
    return any
  }

  /** Proves whatever somebody names, which may be guessed. */
  async proveWith(method: SlowMethodId, evidence: string, side: Side = 'others'): Promise<boolean> {
    const added = await proveOnPage(this.#stores.slow, {
      given: { accountId: this.#id, method, evidence },
      pageKey: this.#pages[side],
      requester: { device: 'Firefox on Linux', network: '203.0.113.0/24', place: null },
      recoveryId: randomText<RecoveryId>(),
      level: 'hold',
    })
    if (added === 'void') return false
    this.#open.set(side, added.recovery.id)
    return true
  }

  /**
   * Registers the passkey of a recovery that is ready, calls all that are not of this side stolen, and proves the new one
   * by a sign-in.
   */
  async finish(side: Side): Promise<boolean> {
    const own = await this.#own(side)
    if (!own || standingOf(own, 'hold').state !== 'ready') return false
    const others = own.passkeys.filter((one) => this.#sides.get(one.id) !== side && one.status !== 'removed')
    const retires = others.map(({ id }) => ({ credentialId: id, mode: 'stolen' as const }))
    // What is registered depends on the row alone.
    return this.#arrive({ ...own.recovery, method: 'backup-code' }, side, retires)
  }

  #own(side: Side): Promise<Surrounded | null> {
    return this.#stores.slow.find(this.#open.get(side) ?? randomText(), this.#pages[side])
  }

  async #arrive(facts: RecoveryFacts, side: Side, retires: readonly RetireChoice[] = []): Promise<boolean> {
    const { recoveries, tick } = this.#stores
    const passkey = sampleCredential(this.#id)
    await tick()
    const audit = entry('recovery-registered', this.#id)
    const registered = await recoveries.register(facts, passkey, audit, retires)
    if (registered !== 'registered') return false
    this.#sides.set(passkey.id, side)
    await tick()
    return (await recoveries.prove(passkey.id, PROVING, entry('recovery-proven', this.#id))) !== null
  }
}
