import { mayCancel, mayCarryOut } from '../../../../server/passkeys/authority.ts'
import {
  type Circumstances,
  type Pause,
  type ProvenBy,
  verdictOn,
  whatAPauseLinkDoes,
  whatAStopDoes,
} from '../../../../server/recovery/policy.ts'
import { DAY, type Key, Passkeys, type Side } from './account.ts'

/** What somebody can prove. The operator's link is made by whoever has the server, for whom they like. */
export type Means = 'backup-code' | 'email' | 'operator'

interface Recovery {
  readonly side: Side
  readonly begunAt: number
  proofs: ProvenBy[]
  pauses: Pause[]
}

interface Codes {
  readonly since: number
  readonly holders: readonly Side[]
  left: number
}

const CODES = 10

/** The account with its codes, its address, and the recoveries that are under way. */
export class Account extends Passkeys {
  recoveries: Recovery[] = []
  codes: Codes
  waiting: { readonly by: Key; readonly since: number; readonly dueAt: number } | null = null
  private readonly mailbox: readonly Side[]

  constructor(papers: readonly Side[], mailbox: readonly Side[]) {
    super()
    this.codes = { since: -100 * DAY, holders: papers, left: CODES }
    this.mailbox = mailbox
  }

  can(side: Side, means: Means): boolean {
    if (means === 'backup-code') return this.codes.holders.includes(side) && this.codes.left > 0
    return means === 'operator' || this.mailbox.includes(side)
  }

  /** Another recovery by this method alone ends: its hold begins anew on this page. */
  prove(side: Side, means: Means): void {
    if (!this.can(side, means)) return
    if (means === 'backup-code') this.codes.left -= 1
    const since = { 'backup-code': this.codes.since, email: -100 * DAY, operator: null }[means]
    const proof: ProvenBy = { method: means, at: this.now, since, approval: null }
    this.recoveries = this.recoveries.filter(
      (one) => one.side === side || one.proofs.some(({ method }) => method !== means),
    )
    const own = this.recoveries.find((one) => one.side === side)
    if (own) own.proofs.push(proof)
    else this.recoveries.push({ side, begunAt: this.now, proofs: [proof], pauses: [] })
  }

  verdict(side: Side) {
    const own = this.recoveries.find((one) => one.side === side)
    return own ? verdictOn(this.around(own)) : null
  }

  /** Registers and proves the new passkey. */
  finish(side: Side): void {
    if (this.verdict(side)?.is !== 'enough') return
    this.recoveries = this.recoveries.filter((one) => one.side !== side)
    this.arrive(side)
  }

  veto(by: Key): void {
    if (!this.canAct(by)) return
    for (const recovery of this.recoveries.filter(({ side }) => side !== by.side)) {
      const does = whatAStopDoes(this.around(recovery), by)
      if (does === 'ends') this.recoveries = this.recoveries.filter((one) => one !== recovery)
      if (does === 'pauses') recovery.pauses.push({ by: 'passkey', at: this.now })
    }
  }

  pauseByMail(side: Side): void {
    if (!this.mailbox.includes(side)) return
    for (const recovery of this.recoveries.filter((one) => one.side !== side)) {
      const gaveProof = recovery.proofs.some(({ method }) => method === 'email')
      if (whatAPauseLinkDoes(this.around(recovery), { gaveProof }) === 'pauses')
        recovery.pauses.push({ by: 'mail', at: this.now })
    }
  }

  /** They count after seven days, if the passkey that made them is active and mature then. */
  makeCodes(by: Key): void {
    if (!this.canAct(by)) return
    if (this.waiting && mayCancel(this.standing(by), this.standing(this.waiting.by)) !== true) return
    if (this.waiting?.by.side !== by.side) this.waiting = { by, since: this.now, dueAt: this.now + 7 * DAY }
  }

  override pass(): void {
    super.pass()
    const { waiting } = this
    if (waiting && (waiting.by.status !== 'active' || this.now >= waiting.dueAt)) {
      this.waiting = null
      if (this.now >= waiting.dueAt && mayCarryOut(this.standing(waiting.by)))
        this.codes = { since: waiting.since, holders: [waiting.by.side], left: CODES }
    }
  }

  private around({ begunAt, proofs, pauses }: Recovery): Circumstances {
    return {
      ...{ now: this.now, level: 'hold', proofs, begunAt, pauses },
      ...{ disputedSince: null, hadPasskey: true, passkeyUsedAt: this.lastUsedAt },
    }
  }
}
