import type { RecoveryMethodId } from '../../shared/recovery.ts'
import type { AnyChannel, Lines } from '../requests/channel.ts'
import type { AnyPosts } from '../requests/posts.ts'
import type { Recovery } from './recovery.ts'

/**
 * What a recovery method gives to the rest (NIST SP 800-63B-4, section 4.2). All else about it is in its folder, and no
 * other folder knows it.
 */
export interface RecoveryMethod {
  readonly id: RecoveryMethodId
  readonly posts: AnyPosts
  readonly channels: readonly AnyChannel[]
  /** From now on the connections of its channels can be found here, and it tells them what changes. */
  serve(lines: Lines): void
  /** The passkey of a recovery of its own was proven; SQL has that already. Throws nothing for a store that is away. */
  proven(recovery: Recovery): Promise<void>
}
