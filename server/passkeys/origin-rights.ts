import type { RelyingParty } from './relying-party.ts'

/** `sign-in`: in and out again. `everything`: that, and whatever claims, approves, registers or changes. */
export type OriginRight = 'sign-in' | 'everything'

export type Origins = Pick<RelyingParty, 'home' | 'origins'>

/** What may be posted from each origin of the list; everything else comes from PUBLIC_URL alone. */
const SIGN_IN_POSTS: readonly string[] = ['/api/sign-in/options', '/api/sign-in', '/api/sign-out']

/** The right that a post takes; a new one takes the whole, unless it is named here. */
export function rightToPost(path: string): OriginRight {
  return SIGN_IN_POSTS.includes(path) ? 'sign-in' : 'everything'
}

/**
 * The origins that have this right, for requests, WebSockets and ceremonies alike. Someone who runs another host
 * of the list so gets nobody to approve anything outside of our own pages, and no passkey made.
 */
export function originsWith(right: OriginRight, { home, origins }: Origins): readonly string[] {
  return right === 'sign-in' ? origins : [home] // [H20]
}
