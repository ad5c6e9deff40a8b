import type { Logger } from 'pino'
import type { Gets, Posts } from '../shared/api.ts'
import type { ReadSignedIn } from './accounts/signed-in.ts'
import type { Announcer } from './events/announcer.ts'
import type { Guard } from './limits/guard.ts'
import type { ActionStepUp } from './passkeys/declared-actions.ts'
import type { ReadReadiness } from './recovery/method.ts'
import type { Prove } from './recovery/prove.ts'
import type { UnderWay } from './recovery/slow/under-way.ts'
import type { AnyChannel } from './requests/channel.ts'
import type { GetsOf, PostsOf } from './requests/posts.ts'
import type { Keys } from './secrets/keys.ts'
import type { Authenticate } from './sessions/authenticate.ts'
import type { Cookies } from './sessions/cookies.ts'
import type { KnownBrowsers } from './sessions/known-browsers.ts'

/** What Rekey runs inside: it owns the accounts, passkeys and sessions. Features ask it who is signed in. */
export interface Host {
  readonly authenticate: Authenticate
  readonly readSignedIn: ReadSignedIn
  /**
   * Called once, when the recovery methods are made: its sign-in proves the new passkeys that come of them, and its
   * pages show how ready each method is, and show and stop what is under way.
   */
  complete(recoveries: {
    readonly prove: Prove
    readonly underWay: UnderWay
    readonly readiness: ReadReadiness
  }): HostServes
}

/** The posts, reads and channel of a host. */
interface HostServes {
  readonly posts: PostsOf<Posts>
  readonly gets: GetsOf<Gets>
  /** The channel on which signed-in pages hear that their account changed. */
  readonly channel: AnyChannel
}

/** What createRekey gives to a host. */
interface HostParts {
  readonly cookies: Cookies
  /** The host marks a browser at each sign-in. */
  readonly knownBrowsers: Pick<KnownBrowsers, 'mark'>
  readonly guard: Guard
  readonly announcer: Announcer
  readonly stepUp: ActionStepUp
  readonly keys: Keys
  readonly log: Logger
}

/** Makes the host. createRekey calls it once. */
export type CreateHost = (parts: HostParts) => Host
