import type { z } from 'zod'
import type { AdminPosts } from '../../shared/admin.ts'
import type { Gets, Posts as OwnerPosts } from '../../shared/api.ts'
import type { Answer } from '../errors/answer.ts'
import type { RequestContext } from './request-context.ts'

/** Everything that is posted under /api. */
export type Posts = OwnerPosts & AdminPosts

/** What a handler answers: a body and perhaps a cookie, or a refusal. */
export type Reply<Body> = Answer<{ readonly body: Body; readonly setCookie?: string }>

/** One path that is posted to: exactly what it takes and no member more, and who answers it. */
export interface Post<Path extends keyof Posts> {
  readonly takes: z.ZodType<Posts[Path][0]>
  answer(body: Posts[Path][0], context: RequestContext): Promise<Reply<Posts[Path][1]>>
}

/** The posts of a feature, or of all of them: one for each path of the contract, so that none is forgotten. */
export type PostsOf<Paths extends keyof Posts = keyof Posts> = { readonly [Path in Paths]: Post<Path> }

/** What is read; null for whoever is not signed in. */
export type GetsOf<Paths extends keyof Gets = keyof Gets> = {
  readonly [Path in Paths]: (context: RequestContext) => Promise<Gets[Path] | null>
}
