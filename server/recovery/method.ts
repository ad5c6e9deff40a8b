import type { AccountId } from '../../shared/ids.ts'
import type { Readiness } from '../../shared/readiness.ts'
import type { RecoveryMethodId } from '../../shared/recovery.ts'
import type { AnyChannel, Lines } from '../requests/channel.ts'
import type { AnyPosts } from '../requests/posts.ts'
import type { Recovery } from './recovery.ts'

/**
 * What a recovery method exports (NIST SP 800-63B-4, section 4.2). Everything else about it stays in its folder,
 * and no other folder knows it. What others say of it, such as its refusals, stands in lists: see docs/adding-a-method.md.
 */
export interface RecoveryMethod {
  readonly id: RecoveryMethodId
  /** Whether the site offers it. One that is off answers as if nobody had set it up. */
  readonly offered: boolean
  readonly posts: AnyPosts
  readonly channels: readonly AnyChannel[]
  /** Gives the method the connections of its channels. From then on it tells them what changes. */
  serve(lines: Lines): void
  /**
   * Called when the new passkey of one of its recoveries was proven, after SQL has stored that. Does not throw if a
   * store is away.
   */
  proven(recovery: Recovery): Promise<void>
  /** How ready it is for an account, if accounts decide about it. Throws StoreAway. */
  readiness(accountId: AccountId): Promise<Partial<Readiness>>
}

/** How ready all methods are for an account. */
export type ReadReadiness = (accountId: AccountId) => Promise<Readiness>

/** Asks every method. */
export function readinessOf(methods: readonly Pick<RecoveryMethod, 'readiness'>[]): ReadReadiness {
  return async (accountId) => {
    const each = await Promise.all(methods.map((method) => method.readiness(accountId)))
    return Object.assign({ 'backup-code': null, email: null, contact: null, assisted: null }, ...each)
  }
}
