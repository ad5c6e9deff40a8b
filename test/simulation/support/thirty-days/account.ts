import type { Credential } from '../../../../server/passkeys/credential.ts'
import type { Recovery } from '../../../../server/recovery/recovery.ts'
import type { SlowRecovery } from '../../../../server/recovery/slow/slow-ledger.ts'
import type { AccountId, CredentialId } from '../../../../shared/ids.ts'
import {
  addition,
  doingOf,
  entry,
  randomText,
  sampleAccount,
  sampleCredential,
} from '../../../contract/sql-samples.ts'
import { DAY, type MovedStores } from './moved-stores.ts'
import { Pages } from './pages.ts'
import type { Holder, Means, Shown, Side } from './shown.ts'

const WEEK = 7 * DAY

/** One account in the stores, and which side has which of its passkeys, codes and pages. */
export class Account {
  readonly #stores: MovedStores
  readonly id: AccountId
  readonly #sides = new Map<CredentialId, Holder>()
  readonly #readers = new Map<string, readonly Side[]>()
  readonly #name: string
  readonly pages: Pages

  private constructor(stores: MovedStores, { id, name }: { readonly id: AccountId; readonly name: string }) {
    this.#stores = stores
    this.id = id
    this.#name = name
    this.pages = new Pages(stores, id, this.#sides)
  }

  /** An account with its first passkey, and backup codes if anybody has them. */
  static async signUp(stores: MovedStores, side: Holder, papers: readonly Side[]): Promise<Account> {
    await stores.tick()
    const sample = sampleAccount()
    const account = new Account(stores, sample)
    const first = sampleCredential(sample.id)
    await stores.accounts.create(sample, first, entry('account-created', sample.id))
    account.#sides.set(first.id, side)
    if (papers.length > 0) account.#readers.set(await account.#makeCodes(first.id), papers)
    return account
  }

  side({ id }: Pick<Credential, 'id'>): Holder {
    return this.#sides.get(id)!
  }

  async look(): Promise<Shown> {
    const { credentials, recoveries, acts, backupCodes } = this.#stores
    const passkeys = await credentials.list(this.id)
    const { undoable: arrivals, underWay } = await recoveries.toTell(this.id)
    const codes = await backupCodes.readiness(this.id)
    const contacts = await this.#stores.contacts.ofOwner(this.id)
    const { renaming, deletion } = await this.#stores.accounts.changes.of(this.id)
    const scheduled = await acts.scheduled(this.id)
    return { passkeys, arrivals, underWay, scheduled, codes, contacts, renaming, deletion }
  }

  isOf(side: Side, id: CredentialId): boolean {
    return this.#sides.get(id) === side
  }

  /** Whether somebody of this side is signed in or can sign in. */
  async isIn(side: Side): Promise<boolean> {
    const passkeys = await this.#stores.credentials.list(this.id)
    return passkeys.some((one) => this.side(one) === side && one.status === 'active')
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
    this.#readers.set(setId, [this.#sides.get(by) as Side])
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

  /** Proves this on the page of this side. */
  async prove(side: Side, means: Means): Promise<boolean> {
    if (means === 'backup-code' && !this.canReadCodes(side, await this.look())) return false
    return this.pages.prove(side, means)
  }

  /** Whoever the site has for this is called, and takes back what came of the cases of the others. */
  async callSupport(): Promise<boolean> {
    return this.pages.takeBack(this.#stores.supporters.ofSide.owner, 'others')
  }

  /** So many rogue supporters take back what came of the cases of the owner. */
  async betray(count: number): Promise<boolean> {
    const { ofSide, third } = this.#stores.supporters
    return this.pages.takeBack([third, ...ofSide.others].slice(0, count), 'owner')
  }

  /** Names somebody who agrees at once. */
  async nameContact(by: CredentialId): Promise<boolean> {
    await this.#stores.tick()
    return this.#stores.friend.isNamed(doingOf(this.id, by))
  }

  async endContact(by: CredentialId, contactId: string): Promise<boolean> {
    return this.#did(({ contacts }) => contacts.end(doingOf(this.id, by), contactId))
  }

  async rename(by: CredentialId): Promise<boolean> {
    const { name: shown, foldedName: folded } = sampleAccount()
    return this.#did(({ accounts }) => accounts.changes.rename(doingOf(this.id, by), { shown, folded }))
  }

  async restoreName(by: CredentialId): Promise<boolean> {
    return this.#did(({ accounts }) => accounts.changes.restoreName(doingOf(this.id, by)))
  }

  async delete(by: CredentialId): Promise<boolean> {
    return this.#did(({ accounts }) => accounts.changes.scheduleDeletion(doingOf(this.id, by)))
  }

  async keep(by: CredentialId): Promise<boolean> {
    return this.#did(({ accounts }) => accounts.changes.keep(doingOf(this.id, by)))
  }

  /** Whether it is there, under its own name or with a way back to it. */
  async isThere(): Promise<boolean> {
    const found = await this.#stores.accounts.findById(this.id)
    if (!found) return false
    const { renaming } = await this.#stores.accounts.changes.of(this.id)
    return found.name === this.#name || renaming?.from === this.#name
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
