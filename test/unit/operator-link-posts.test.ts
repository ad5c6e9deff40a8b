import { expect } from 'chai'
import { linkPosts } from '../../server/methods/assisted/link-posts.ts'
import type { PageKey } from '../../shared/ids.ts'
import { newContext } from '../support/new-context.ts'

describe('the posts of an operator’s link', () => {
  it('[O13] ask nothing of the store when a network has opened too many', async () => {
    const guard = { pagePost: async () => ({ allowed: false, retryAfterMs: 7 }) as const }
    const link = {
      look: () => expect.fail('looked'),
      prove: () => expect.fail('proved'),
    }
    const posts = linkPosts({ link, guard, signedProof: () => ({}) as never })
    const wish = { secret: 'A'.repeat(22), pageKey: 'A'.repeat(87) as PageKey }
    expect(await posts['/api/operator-link/look'].answer(wish, newContext())).to.deep.equal({
      ok: false,
      code: 'rate_limited',
      retryAfterMs: 7,
    })
  })

  it('[O13] take no secret of another length', () => {
    const posts = linkPosts({ link: {}, guard: {}, signedProof: () => ({}) } as never)
    const pageKey = 'A'.repeat(87)
    for (const secret of ['', 'A'.repeat(21), 'A'.repeat(23), '+'.repeat(22)])
      expect(posts['/api/operator-link/look'].takes.safeParse({ secret, pageKey }).success).to.equal(false)
  })
})
