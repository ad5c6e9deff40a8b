import type { EmailReadiness } from '../../../shared/email-recovery.ts'
import type { AccountId } from '../../../shared/ids.ts'
import type { Answer } from '../../errors/answer.ts'
import type { Doing } from '../../passkeys/passkey-acts.ts'

/**
 * Whether e-mail is a way back into an account, in SQL. It is on until its owner switches it off. Like addresses, the
 * switch has an age: in the account's first day it is turned at once, later after a week. Each call that changes
 * something is one transaction that holds the account, with its audit entry. All throw StoreAway.
 */
export interface EmailSwitch {
  readiness(accountId: AccountId): Promise<Omit<EmailReadiness, 'required'>>
  /**
   * Turns it, or schedules that; if the opposite is scheduled, cancels it. Answers when it will be turned, or null if it
   * is as wished now. `too_new`: an older passkey scheduled the opposite.
   */
  turn(doing: Doing, on: boolean): Promise<Answer<{ readonly at: number | null }>>
  /**
   * Turns what is due, if the passkey that asked for it still may. Several nodes may do it at once. `failed` is called
   * for each account that failed, and the others go on. Gives the accounts that changed.
   */
  carryOut(failed: (err: unknown) => void): Promise<readonly AccountId[]>
}
