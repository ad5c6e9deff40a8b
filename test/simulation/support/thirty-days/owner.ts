import type { Credential } from '../../../../server/passkeys/credential.ts'
import type { Account } from './account.ts'
import { DAY } from './moved-stores.ts'
import { canAct, type Means, type Shown } from './shown.ts'

/** What an owner did, in the words of the table. */
export type Deed =
  | '“Stop changes”'
  | 'stop a recovery'
  | 'stop a new passkey'
  | 'undo, report and restore'
  | 'make new codes'
  | 'end a contact'
  | 'take a new name or a deletion back'
  | 'a backup code'
  | 'a backup code and the mailbox'
  | 'ask the operator for a link'
  | 'call support for a case'
  | 'have support take a recovery back'

/** After so long, or when somebody stopped their recovery or what came of it, owners ask whoever runs the site. */
const PATIENCE_MS = 10 * DAY

/** Whether an owner sees anything that is not theirs, or cannot act. */
function isAlarming(account: Account, shown: Shown): boolean {
  const { passkeys, underWay, scheduled, codes, contacts, renaming, deletion } = shown
  const theirs = new Set(passkeys.filter((one) => account.side(one) === 'others').map(({ id }) => id))
  const own = passkeys.filter((one) => account.side(one) === 'owner')
  return (
    passkeys.some(({ id, status }) => theirs.has(id) && (status === 'active' || status === 'frozen')) ||
    underWay.some((one) => account.pages.sideOf(one) === 'others') ||
    scheduled.some(({ by }) => theirs.has(by)) ||
    [codes.next?.madeBy, codes.off?.by, renaming?.by, deletion?.by].some((by) => by && theirs.has(by)) ||
    contacts.some(({ namedBy, endsAt }) => theirs.has(namedBy) && endsAt === null) ||
    !own.some(canAct)
  )
}

/** Reads the news when told to, and from then on does at each step what the pages say, until all is well. */
export class Owner {
  readonly deeds = new Set<Deed>()
  readonly #account: Account
  readonly #means: readonly Means[]
  readonly #now: () => number
  readonly #callsFirst: boolean
  #isAlert = false
  #outSince: number | null = null
  #isPaperCopied = false

  constructor(
    account: Account,
    means: readonly Means[],
    { now, callsFirst }: { readonly now: () => number; readonly callsFirst: boolean },
  ) {
    this.#account = account
    this.#means = means
    this.#now = now
    this.#callsFirst = callsFirst
  }

  async act(reads: boolean): Promise<void> {
    if (!this.#isAlert && !reads) return
    const before = await this.#account.look()
    if (!this.#isAlert && !isAlarming(this.#account, before)) {
      const [own] = this.#own(before).filter(canAct)
      if (own) await this.#account.use(own.id)
      return
    }
    if (
      before.underWay.some(
        (one) => this.#account.pages.sideOf(one) === 'others' && one.method === 'backup-code',
      )
    )
      this.#isPaperCopied = true
    if (this.#callsFirst) await this.#callSupport()
    for (const { id, status } of this.#own(before))
      if (status === 'active' || status === 'suspended')
        this.#note('“Stop changes”', await this.#account.stop(id))
    for (const key of this.#own(await this.#account.look()).filter(canAct)) await this.#clear(key)
    if (isAlarming(this.#account, await this.#account.look())) await this.#callSupport()
    const after = await this.#account.look()
    const isIn = this.#own(after).some(({ status }) => status === 'active')
    this.#outSince = isIn ? null : (this.#outSince ?? this.#now())
    if (!isIn) await this.#comeBack(after)
    this.#isAlert = isAlarming(this.#account, await this.#account.look())
  }

  #own({ passkeys }: Shown): readonly Credential[] {
    return passkeys.filter((one) => this.#account.side(one) === 'owner')
  }

  async #callSupport(): Promise<void> {
    this.#note('have support take a recovery back', await this.#account.callSupport())
  }

  #note(deed: Deed, done: boolean): void {
    if (done) this.deeds.add(deed)
  }

  async #clear({ id: by }: Credential): Promise<void> {
    const account = this.#account
    const shown = await account.look()
    const { passkeys, arrivals, underWay, scheduled, codes, contacts, renaming, deletion } = shown
    const isTheirs = (id: Credential['id'] | null) =>
      passkeys.some((one) => one.id === id && account.side(one) === 'others')
    for (const one of underWay)
      if (account.pages.sideOf(one) === 'others') this.#note('stop a recovery', await account.veto(by, one))
    const isBetrayed = underWay.some(
      (one) =>
        account.pages.sideOf(one) === 'others' && one.proofs.some(({ method }) => method === 'contact'),
    )
    for (const { id, namedBy, endsAt } of contacts)
      if (endsAt === null && (isBetrayed || isTheirs(namedBy)))
        this.#note('end a contact', await account.endContact(by, id))
    if (this.#isPaperCopied && (codes.next === null || isTheirs(codes.next.madeBy))) {
      const made = await account.makeCodes(by)
      this.#isPaperCopied = !made
      this.#note('make new codes', made)
    }
    for (const arrival of arrivals)
      if (isTheirs(arrival.credentialId)) {
        this.#note('stop a new passkey', await account.freeze(by, arrival))
        this.#note('undo, report and restore', await account.undo(by, arrival))
      } else if (arrival.state === 'frozen') await account.lift(by, arrival)
    for (const one of (await account.look()).passkeys)
      if (account.side(one) === 'others') {
        if (one.status === 'active') this.#note('undo, report and restore', await account.report(by, one.id))
      } else if (one.status === 'suspended')
        this.#note('undo, report and restore', await account.restore(by, one.id))
    if (renaming && isTheirs(renaming.by))
      this.#note('take a new name or a deletion back', await account.restoreName(by))
    if (deletion && isTheirs(deletion.by))
      this.#note('take a new name or a deletion back', await account.keep(by))
    for (const one of scheduled) if (isTheirs(one.by)) await account.cancel(by, one.id)
    if (codes.next && isTheirs(codes.next.madeBy)) await account.cancelCodes(by, codes.next.id)
    if (codes.set && codes.off && isTheirs(codes.off.by)) await account.cancelCodes(by, codes.set.id)
  }

  async #comeBack(shown: Shown): Promise<void> {
    const account = this.#account
    const own = this.#means.filter(
      (one) => one === 'email' || (one === 'backup-code' && account.canReadCodes('owner', shown)),
    )
    const standing = await account.pages.standing('owner')
    // As the page says: what one way alone brings, a thief with an older passkey undoes, and every way since then too.
    const isHelpNeeded =
      own.length < 2 ||
      standing === 'ended' ||
      // The page says so of a tie: waiting doesn't help, and the same again ends the same.
      standing === 'passkey-tied' ||
      this.deeds.has('a backup code') ||
      this.#now() - this.#outSince! > PATIENCE_MS
    if (isHelpNeeded && this.#means.includes('operator')) {
      // The code first: both on one page weigh more than the link alone.
      for (const one of [...own, 'operator'] as const) await account.prove('owner', one)
      this.#note('ask the operator for a link', await account.pages.finish('owner'))
      return
    }
    if (standing === 'on-hold' || standing === 'paused') return
    if (isHelpNeeded && this.#means.includes('supporters')) {
      if (standing !== 'ready')
        for (const one of [...own, 'supporters'] as const) await account.prove('owner', one)
      this.#note('call support for a case', await account.pages.finish('owner'))
      return
    }
    const again = standing === 'needs-proof-again' ? own.slice(0, 1) : own
    if (standing !== 'ready') for (const one of again) await account.prove('owner', one)
    this.#note(
      own.length > 1 ? 'a backup code and the mailbox' : 'a backup code',
      await account.pages.finish('owner'),
    )
  }
}
