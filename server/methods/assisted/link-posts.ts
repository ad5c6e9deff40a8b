import { z } from 'zod'
import type { OperatorLinkPosts } from '../../../shared/assisted.ts'
import type { Guard } from '../../limits/guard.ts'
import { overLimit } from '../../limits/over-limit.ts'
import { pageKey, type SignedProofOf } from '../../recovery/slow/signed-post.ts'
import type { PostsOf } from '../../requests/posts.ts'
import { id } from '../../requests/wire-fields.ts'
import type { Link } from './link.ts'

interface LinkPostDeps {
  readonly link: Link
  readonly guard: Pick<Guard, 'pagePost'>
  readonly signedProof: SignedProofOf
}

/** The posts of the page that an operator's link opens. */
export function linkPosts({ link, guard, signedProof }: LinkPostDeps): PostsOf<OperatorLinkPosts> {
  return {
    '/api/operator-link/look': {
      takes: z.strictObject({ secret: id, pageKey }),
      async answer(wish, { network }) {
        const over = overLimit(await guard.pagePost(network))
        return over ?? link.look(wish) // [O13]
      },
    },
    '/api/operator-link/prove': signedProof(
      '/api/operator-link/prove',
      z.strictObject({ secret: id }),
      link.prove,
    ),
  }
}
