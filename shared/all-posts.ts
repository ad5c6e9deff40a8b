import type { AdminPosts } from './admin.ts'
import type { Posts } from './api.ts'
import type { PairingPosts } from './protocol.ts'

/** All posts under /api: of the host, the console and each recovery method. */
export type AllPosts = Posts & AdminPosts & PairingPosts
