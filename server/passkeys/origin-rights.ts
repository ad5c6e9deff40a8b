import type { RelyingParty } from './relying-party.ts'

/** `sign-in`: signing in and out. `everything`: also claiming, approving, registering and changing. */
export type OriginRight = 'sign-in' | 'everything'

export type Origins = Pick<RelyingParty, 'home' | 'origins'>

/** What may be posted from every origin of the list. Everything else must come from PUBLIC_URL. */
const SIGN_IN_POSTS: readonly string[] = ['/api/sign-in/options', '/api/sign-in', '/api/sign-out']

/** The right that a post needs. A new post needs everything, unless it is listed here. */
export function rightToPost(path: string): OriginRight {
  return SIGN_IN_POSTS.includes(path) ? 'sign-in' : 'everything'
}

/**
 * The origins that have this right, for requests, WebSockets and ceremonies. So someone who runs another host of the
 * list cannot make anybody approve outside our own pages, and cannot have a passkey made.
 */
export function originsWith(right: OriginRight, { home, origins }: Origins): readonly string[] {
  return right === 'sign-in' ? origins : [home] // [H20]
}
