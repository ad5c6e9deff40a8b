import { adminPosts } from '../../server/admin/posts.ts'
import { lookPost } from '../../server/methods/pairing/wire/look-post.ts'
import { entryPosts } from '../../server/standalone/accounts/entry-posts.ts'
import { ownerPosts } from '../../server/standalone/accounts/owner-posts.ts'

/** What each post takes and who answers it, over features that are not there. */
export const POSTS = {
  ...entryPosts({ features: {}, cookies: {} } as never),
  ...ownerPosts({} as never),
  ...adminPosts({} as never),
  ...lookPost({} as never),
}

/** Everything that can be posted to. */
export const POST_PATHS = Object.keys(POSTS) as (keyof typeof POSTS)[]
