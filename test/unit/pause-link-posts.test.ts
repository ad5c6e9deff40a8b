import { expect } from 'chai'
import { pauseLinkPosts } from '../../server/recovery/slow/pause-link-posts.ts'
import { newContext } from '../support/new-context.ts'

describe('the posts of the page behind a notice', () => {
  it('[M42] ask nothing of the store when a network has sent too many', async () => {
    const posts = pauseLinkPosts({
      guard: { pagePost: async () => ({ allowed: false, retryAfterMs: 7 }) as const },
      pauseLinks: { find: () => expect.fail('looked'), press: () => expect.fail('pressed') },
    } as never)
    const refused = { ok: false, code: 'rate_limited', retryAfterMs: 7 }
    for (const path of ['/api/pause-link/look', '/api/pause-link/press'] as const)
      expect(await posts[path].answer({ secret: 'A'.repeat(22) }, newContext())).to.deep.equal(refused)
  })

  it('take no secret of another length', () => {
    const { takes } = pauseLinkPosts({} as never)['/api/pause-link/press']
    for (const secret of ['', 'A'.repeat(21), 'A'.repeat(23), '+'.repeat(22)])
      expect(takes.safeParse({ secret }).success).to.equal(false)
  })
})
