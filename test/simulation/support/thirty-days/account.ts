import type { Credential } from '../../../../server/passkeys/credential.ts'
import type { Recovery, RecoveryFacts } from '../../../../server/recovery/recovery.ts'
import type { SlowRecovery, Surrounded } from '../../../../server/recovery/slow/slow-ledger.ts'
import { standingOf } from '../../../../server/recovery/slow/standing.ts'
import type { AccountId, CredentialId, PageKey, RecoveryId } from '../../../../shared/ids.ts'
import type { RetireMode, SlowMethodId } from '../../../../shared/recovery.ts'
import {
  addition,
  approvedBy,
  doingOf,
  entry,
  randomText,
  sampleAccount,
  sampleCredential,
  sampleFacts,
} from '../../../contract/sql-samples.ts'
import { evidenceOf, METHODS } from './evidence.ts'
import { DAY, type MovedStores } from './moved-stores.ts'
import type { Means, Shown, Side } from './shown.ts'

const WEEK = 7 * DAY
const PROBATION = { probationMs: DAY, unapprovedProbationMs: 3 * DAY }
const PROVING = { ...PROBATION, unprovenMs: DAY, undoMs: WEEK, level: 'hold' as const }

/** One account in the stores, and which side has which of its passkeys, codes and pages. */
export class Account {
  readonly #stores: MovedStores
  readonly id: AccountId
  readonly #sides = new Map<CredentialId, Side>()
  readonly #readers = new Map<string, readonly Side[]>()
  readonly #pages: Readonly<Record<Side, PageKey>> = { owner: randomText(65), others: randomText(65) }
  readonly #open = new Map<Side, RecoveryId>()

  private constructor(stores: MovedStores, id: AccountId) {
    this.#stores = stores
    this.id = id
  }

  /** An account with its first passkey, and backup codes if anybody has them. */
  static async signUp(stores: MovedStores, side: Side, papers: readonly Side[]): Promise<Account> {
    await stores.tick()
    const sample = sampleAccount()
    const account = new Account(stores, sample.id)
    const first = sampleCredential(sample.id)
    await stores.accounts.create(sample, first, entry('account-created', sample.id))
    account.#sides.set(first.id, side)
    if (papers.length > 0) account.#readers.set(await account.#makeCodes(first.id), papers)
    return account
  }

  side({ id }: Pick<Credential, 'id'>): Side {
    return this.#sides.get(id)!
  }

  async look(): Promise<Shown> {
    const { credentials, recoveries, acts, backupCodes } = this.#stores
    const passkeys = await credentials.list(this.id)
    const { undoable: arrivals, underWay } = await recoveries.toTell(this.id)
    const codes = await backupCodes.readiness(this.id)
    return { passkeys, arrivals, underWay, scheduled: await acts.scheduled(this.id), codes }
  }

  isOf(side: Side, id: CredentialId): boolean {
    return this.#sides.get(id) === side
  }

  /** Whether somebody of this side is signed in or can sign in. */
  async isIn(side: Side): Promise<boolean> {
    const passkeys = await this.#stores.credentials.list(this.id)
    return passkeys.some((one) => this.side(one) === side && one.status === 'active')
  }

  /** Which side made a recovery that is under way. */
  sideOf({ pageKey }: SlowRecovery): Side {
    return pageKey === this.#pages.owner ? 'owner' : 'others'
  }

  /** Notes that a passkey signed in. */
  async use(by: CredentialId): Promise<void> {
    await this.#stores.credentials.recordUse(by, 0, false)
  }

  async add(by: CredentialId, side: Side): Promise<boolean> {
    await this.#stores.tick()
    const { credentials } = this.#stores
    const passkey = sampleCredential(this.id)
    const added = await credentials.add(passkey, addition(by, WEEK), entry('passkey-added', this.id))
    if (added === 'added') this.#sides.set(passkey.id, side)
    return added === 'added'
  }

  /** A pairing that this passkey approved for a page of `side`, and the sign-in that proves its passkey. */
  async approve(
    by: CredentialId,
    side: Side,
    retired: { readonly retiredId: CredentialId; readonly retireMode: RetireMode } | null = null,
  ): Promise<boolean> {
    await this.#stores.tick()
    return this.#arrive(sampleFacts(this.id, { ...approvedBy(by), ...retired }), side)
  }

  async remove(by: CredentialId, on: CredentialId): Promise<boolean> {
    return this.#did(({ acts }) => acts.remove({ ...doingOf(this.id, by), on }, WEEK))
  }

  async report(by: CredentialId, on: CredentialId): Promise<boolean> {
    return this.#did(({ acts }) => acts.reportStolen({ ...doingOf(this.id, by), on }))
  }

  async restore(by: CredentialId, on: CredentialId): Promise<boolean> {
    return this.#did(({ acts }) => acts.restore({ ...doingOf(this.id, by), on }))
  }

  async cancel(by: CredentialId, scheduledId: string): Promise<boolean> {
    return this.#did(({ acts }) => acts.cancel(doingOf(this.id, by), scheduledId))
  }

  /** One assertion, without a session. */
  async stop(by: CredentialId): Promise<boolean> {
    await this.#stores.tick()
    const done = await this.#stores.acts.stop(doingOf(this.id, by))
    if (!done.ok) return false
    const { arrivals, scheduled, restored, setAside, underWay } = done
    return arrivals.length + scheduled + restored.length + setAside.length + underWay.length > 0
  }

  /** Freezes an arrival, or pauses it. */
  async freeze(by: CredentialId, { id, state }: Recovery): Promise<boolean> {
    await this.#stores.tick()
    return state === 'done' && (await this.#stores.recoveries.freeze(doingOf(this.id, by), id)) !== null
  }

  /** Undoes an arrival that is frozen. */
  async undo(by: CredentialId, { id }: Recovery): Promise<boolean> {
    await this.#stores.tick()
    return this.#stores.recoveries.undo(doingOf(this.id, by), id, true, WEEK)
  }

  async lift(by: CredentialId, { id }: Recovery): Promise<boolean> {
    await this.#stores.tick()
    return this.#stores.recoveries.lift(doingOf(this.id, by), id)
  }

  /** “This wasn't me”, of a recovery under way. */
  async veto(by: CredentialId, { id }: SlowRecovery): Promise<boolean> {
    await this.#stores.tick()
    const { outcome } = await this.#stores.slow.stop(doingOf(this.id, by), id, 'hold')
    return outcome === 'ended' || outcome === 'paused'
  }

  /** The link of a notice, which whoever has the mailbox can press. */
  async pauseByMail({ id, proofs }: SlowRecovery): Promise<boolean> {
    await this.#stores.tick()
    const gaveProof = proofs.some(({ method }) => method === 'email')
    const { outcome } = await this.#stores.pressLink({ accountId: this.id, recoveryId: id, gaveProof })
    return outcome === 'paused'
  }

  async makeCodes(by: CredentialId): Promise<boolean> {
    await this.#stores.tick()
    const setId = await this.#makeCodes(by)
    this.#readers.set(setId, [this.#sides.get(by)!])
    return setId !== ''
  }

  async switchCodesOff(by: CredentialId): Promise<boolean> {
    return this.#did(({ backupCodes }) => backupCodes.switchOff(doingOf(this.id, by)))
  }

  async cancelCodes(by: CredentialId, setId: string): Promise<boolean> {
    return this.#did(({ backupCodes }) => backupCodes.cancel(doingOf(this.id, by), setId))
  }

  /** Whether this side can read a code that works. */
  canReadCodes(side: Side, { codes: { set } }: Shown): boolean {
    return set !== null && set.left > 0 && Boolean(this.#readers.get(set.id)?.includes(side))
  }

  /** Where the recovery on the page of this side stands. */
  async standing(side: Side): Promise<ReturnType<typeof standingOf>['state'] | null> {
    const found = await this.#own(side)
    return found && standingOf(found, 'hold').state
  }

  /** Proves this on the page of this side. */
  async prove(side: Side, means: Means): Promise<boolean> {
    await this.#stores.tick()
    if (means === 'backup-code' && !this.canReadCodes(side, await this.look())) return false
    const evidence = await evidenceOf(this.#stores, means, this.id, this.#pages[side])
    return evidence !== null && this.proveWith(METHODS[means], evidence, side)
  }

  /** Proves whatever somebody names, which may be guessed. */
  async proveWith(method: SlowMethodId, evidence: string, side: Side = 'others'): Promise<boolean> {
    const added = await this.#stores.slow.addProof({
      given: { accountId: this.id, method, evidence },
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
    const others = own.passkeys.filter((one) => this.side(one) !== side && one.status === 'active')
    const retires = others.map(({ id }) => ({ credentialId: id, mode: 'stolen' as const }))
    await this.#stores.slow.callRetired(own.recovery, retires)
    // What is registered depends on the row alone.
    return this.#arrive({ ...own.recovery, method: 'backup-code' }, side)
  }

  #own(side: Side): Promise<Surrounded | null> {
    return this.#stores.slow.find(this.#open.get(side) ?? randomText(), this.#pages[side])
  }

  async #arrive(facts: RecoveryFacts, side: Side): Promise<boolean> {
    const { recoveries, tick } = this.#stores
    const passkey = sampleCredential(this.id)
    await tick()
    const registered = await recoveries.register(facts, passkey, entry('recovery-registered', this.id))
    if (registered !== 'registered') return false
    this.#sides.set(passkey.id, side)
    await tick()
    return (await recoveries.prove(passkey.id, PROVING, entry('recovery-proven', this.id))) !== null
  }

  /** The id of the set; empty if it was refused. */
  async #makeCodes(by: CredentialId): Promise<string> {
    const hashes = Array.from({ length: 10 }, (_, number) => ({ number, hash: randomText() }))
    const made = await this.#stores.backupCodes.make(doingOf(this.id, by), hashes)
    return made.ok ? made.setId : ''
  }

  async #did(act: (stores: MovedStores) => Promise<{ readonly ok: boolean }>): Promise<boolean> {
    await this.#stores.tick()
    return (await act(this.#stores)).ok
  }
}
