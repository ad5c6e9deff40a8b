import type { AdminPosts } from './admin.ts'
import type { Posts } from './api.ts'
import type { PairingPosts } from './protocol.ts'

/** Everything that is posted under /api, of the host, the console and each recovery method. */
export type AllPosts = Posts & AdminPosts & PairingPosts
