import { z } from 'zod'
import type { PageKey, RecoveryId } from '../../../shared/ids.ts'
import {
  type ProofPath,
  type SignedPath,
  type SignedPost,
  type SlowRecoveryView,
  slowRecoveryMessage,
} from '../../../shared/slow-recovery.ts'
import { type Answer, refusal } from '../../errors/answer.ts'
import type { Guard } from '../../limits/guard.ts'
import type { ChallengeStore } from '../../passkeys/challenge-store.ts'
import { hashBody, isSignedBy, readPageKey } from '../../requests/page-key.ts'
import type { Post } from '../../requests/posts.ts'
import type { RequestContext } from '../../requests/request-context.ts'
import { base64url, id, recoveryId } from '../../requests/wire-fields.ts'
import type { Page, ProvingPage } from './given-proof.ts'

/** A page key as it crosses the wire: 65 bytes. */
export const pageKey = base64url.length(87).pipe(z.custom<PageKey>())

const signedPost = z.strictObject({
  pageKey,
  nonce: id,
  body: z.string().max(14_000),
  signature: base64url.length(86),
})

/**
 * Makes a post out of what is signed at a path. Counts the network, spends the nonce, verifies the signature, and
 * parses the signed body by `schema`, in this order. Only then it asks `answer`.
 */
export type SignedPostOf = <Body, Done extends object>(
  path: SignedPath,
  schema: z.ZodType<Body>,
  answer: (body: Body, page: Page, context: RequestContext) => Promise<Answer<{ readonly body: Done }>>,
) => Post<SignedPost, Done>

/** The same for a post that gives a proof: beside it, the page may name the recovery that it keeps. */
export type SignedProofOf = <Body>(
  path: ProofPath,
  schema: z.ZodType<Body>,
  answer: (
    body: Body,
    page: ProvingPage,
    context: RequestContext,
  ) => Promise<Answer<{ readonly body: SlowRecoveryView }>>,
) => Post<SignedPost, SlowRecoveryView>

interface SignedPostDeps {
  readonly guard: Pick<Guard, 'pagePost'>
  readonly challenges: Pick<ChallengeStore, 'take'>
}

/** See SignedPostOf. */
export function createSignedPost({ guard, challenges }: SignedPostDeps): SignedPostOf {
  return (path, schema, answer) => ({
    takes: signedPost,
    async answer({ pageKey, nonce, body, signature }, context) {
      const verdict = await guard.pagePost(context.network)
      if (!verdict.allowed) return refusal('rate_limited', verdict.retryAfterMs) // [R43]
      const given = await challenges.take(nonce)
      if (given?.ceremony !== 'page-nonce') return refusal('ceremony_expired') // [R40]
      if (given.data !== pageKey) return refusal('signature_invalid') // [R40]
      const facts = { path, origin: context.origin, nonce, bodyHash: hashBody(body) }
      if (!isSignedBy(readPageKey(pageKey), slowRecoveryMessage(facts), signature))
        return refusal('signature_invalid') // [R41]
      const parsed = schema.safeParse(parse(body))
      return parsed.success ? answer(parsed.data, { pageKey }, context) : refusal('bad_request')
    },
  })
}

const beside = z
  .looseObject({ recoveryId: recoveryId.optional() })
  .transform(({ recoveryId: keeps = null, ...proof }) => ({ keeps, proof: proof as unknown }))

/** See SignedProofOf. */
export function createSignedProof(signedPost: SignedPostOf): SignedProofOf {
  return (path, schema, answer) =>
    signedPost(
      path,
      beside.pipe(z.object({ keeps: z.custom<RecoveryId | null>(), proof: schema })),
      ({ keeps, proof }, { pageKey }, context) => answer(proof, { pageKey, keeps }, context),
    )
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
