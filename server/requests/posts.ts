import type { z } from 'zod'
import type { Answer } from '../errors/answer.ts'
import type { RequestContext } from './request-context.ts'

/** What a handler answers: a body or a refusal, and possibly cookies. */
type Reply<Body> = Answer<{ readonly body: Body }> & { readonly setCookies?: readonly string[] }

/** One path for POST: its schema, which allows no other members, and the function that answers it. */
export interface Post<Body, Done> {
  readonly takes: z.ZodType<Body>
  answer(body: Body, context: RequestContext): Promise<Reply<Done>>
}

/** Any post, for code that only passes on what was parsed. */
export interface AnyPost {
  readonly takes: z.ZodType
  answer(body: never, context: RequestContext): Promise<Reply<object>>
}

/** One post for each path of a typed map of [body, answer], so that none is forgotten. */
export type PostsOf<Contract> = {
  readonly [Path in keyof Contract]: Contract[Path] extends readonly [infer Body, infer Done]
    ? Post<Body, Done>
    : never
}

/** The posts of a feature, by path, for the transport. */
export type AnyPosts = Readonly<Record<string, AnyPost>>

/** What is answered to GET, for each path of a typed map. Null if nobody is signed in. */
export type GetsOf<Contract> = {
  readonly [Path in keyof Contract]: (context: RequestContext) => Promise<Contract[Path] | null>
}

export type AnyGets = Readonly<Record<string, (context: RequestContext) => Promise<object | null>>>
