import type { AccountId, CredentialId } from '../../../shared/ids.ts'
import type { Answer } from '../../errors/answer.ts'
import type { Doing } from '../../passkeys/passkey-acts.ts'

/** A contact of an account, from the request on. Times are milliseconds by the database's clock. */
export interface Contact {
  readonly id: string
  /** Whose contact it is. */
  readonly accountId: AccountId
  /** Null if the request reached nobody, or was declined: the owner sees no difference. */
  readonly contactId: AccountId | null
  /** As the owner typed it. */
  readonly name: string
  readonly foldedName: string
  readonly state: 'asked' | 'waiting' | 'counts'
  readonly namedBy: CredentialId
  readonly askedAt: number
  /** Until when it can be agreed to; null once it was. */
  readonly askedUntil: number | null
  readonly agreedAt: number | null
  /** When it is due to count; null unless it waits. */
  readonly countsFrom: number | null
  readonly countsSince: number | null
  readonly endedBy: CredentialId | null
  readonly endsAt: number | null
}

/** A request to be a contact. */
export interface Naming {
  readonly id: string
  readonly shown: string
  readonly folded: string
  /** The account of that name, if there is one. */
  readonly contactId: AccountId | null
  /** The name of the account that asks. */
  readonly askedBy: string
  /** Whether whoever is reached may be told by mail. */
  readonly mails: boolean
}

/** Whose pages have something new. */
interface Changed {
  readonly accounts: readonly AccountId[]
}

/**
 * The contacts of accounts, in SQL. Each change is judged again and done in one transaction that holds the account of
 * whoever makes it, and the other one where both change, with its audit entries. All throw StoreAway.
 */
export interface ContactStore {
  /** Oldest first, without requests that ran out. */
  ofOwner(accountId: AccountId): Promise<readonly Contact[]>
  /** Those who named this account, and to whom it has not said no. Oldest first. */
  ofContact(accountId: AccountId): Promise<readonly Contact[]>
  /** Whether this account refuses all requests. */
  refusesAll(accountId: AccountId): Promise<boolean>
  /** Writes a request. It reaches nobody who refuses all, and nobody who has MOST_REQUESTS already. Whom it reaches is mailed. */
  name(doing: Doing, naming: Naming): Promise<Answer<Changed>>
  /** By the owner: at once as long as it doesn't count, else scheduled. */
  end(doing: Doing, id: string): Promise<Answer<Changed & { readonly endsAt: number | null }>>
  /** By the owner: cancels an end that is scheduled. */
  keep(doing: Doing, id: string): Promise<Answer<object>>
  /** By the contact, as are all below. */
  agree(doing: Doing, id: string): Promise<Answer<Changed & { readonly countsFrom: number }>>
  /** Says no to a request. */
  decline(accountId: AccountId, id: string): Promise<Answer<object>>
  /** Ends it at once. */
  leave(doing: Doing, id: string): Promise<Answer<Changed>>
  /** Refuses all requests, those that are open too, or takes that back. */
  refuseAll(accountId: AccountId, refuses: boolean): Promise<boolean>
  /**
   * Does what is due: a contact begins to count, or ends. Several nodes may do it at once. `failed` is called for each
   * account that failed, and the others go on. Gives whose pages have something new.
   */
  carryOut(failed: (err: unknown) => void): Promise<readonly AccountId[]>
}
