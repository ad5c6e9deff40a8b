import type { Logger } from 'pino'
import type { AdminPosts } from '../shared/admin.ts'
import type { Announcer } from './events/announcer.ts'
import type { Guard } from './limits/guard.ts'
import type { ActionStepUp } from './passkeys/action-step-up.ts'
import type { StepUp } from './passkeys/step-up.ts'
import type { Prove } from './recovery/prove.ts'
import type { AnyChannel } from './requests/channel.ts'
import type { GetsOf, PostsOf } from './requests/posts.ts'
import type { Authenticate } from './sessions/authenticate.ts'
import type { Cookies } from './sessions/cookies.ts'

type HostPosts = Exclude<keyof PostsOf, keyof AdminPosts | '/api/look'>

/** Whose accounts, passkeys and sessions they are, and what is served of them beside the methods and the console. */
export interface Host {
  readonly authenticate: Authenticate
  readonly stepUp: ActionStepUp
  readonly posts: PostsOf<HostPosts>
  readonly gets: GetsOf
  /** Where signed-in pages hear that their account changed. */
  readonly channel: AnyChannel
}

/** What a host is made from. */
interface HostParts {
  readonly cookies: Cookies
  readonly guard: Guard
  readonly announcer: Announcer
  readonly stepUp: StepUp
  readonly prove: Prove
  readonly log: Logger
}

export type CreateHost = (parts: HostParts) => Host
