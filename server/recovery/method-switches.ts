import type { AccountId } from '../../shared/ids.ts'
import type { MethodSwitch } from '../../shared/method-switch.ts'
import type { SlowMethodId } from '../../shared/recovery.ts'
import type { Answer } from '../errors/answer.ts'
import type { Doing } from '../passkeys/passkey-acts.ts'

/** Methods that are a way back until the owner of an account switches them off, without setting anything up. */
export type SwitchedMethod = Extract<SlowMethodId, 'email' | 'assisted'>

/**
 * Which of these methods an account has, in SQL. Each is on until its owner switches it off. Like addresses, a switch has
 * an age: in the account's first day it is turned at once, later after a week. Each call that changes something is one
 * transaction that holds the account, with its audit entry. All throw StoreAway.
 */
export interface MethodSwitches {
  read(accountId: AccountId, method: SwitchedMethod): Promise<MethodSwitch>
  /**
   * Turns it, or schedules that; if the opposite is scheduled, cancels it. Answers when it will be turned, or null if it
   * is as wished now. `too_new`: an older passkey scheduled the opposite.
   */
  turn(doing: Doing, method: SwitchedMethod, on: boolean): Promise<Answer<{ readonly at: number | null }>>
  /**
   * Turns what is due, if the passkey that asked for it still may. Several nodes may do it at once. `failed` is called
   * for each account that failed, and the others go on. Gives the accounts that changed.
   */
  carryOut(failed: (err: unknown) => void): Promise<readonly AccountId[]>
}
