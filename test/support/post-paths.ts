import { stepUpPosts } from '../../server/accounts/step-up-posts.ts'
import { adminPosts } from '../../server/admin/posts.ts'
import { casePosts, supportPosts } from '../../server/methods/assisted/case-posts.ts'
import { linkPosts } from '../../server/methods/assisted/link-posts.ts'
import { ownCodePosts, provePost } from '../../server/methods/backup-codes/posts.ts'
import { ownContactPosts, vouchPosts } from '../../server/methods/contacts/posts.ts'
import { emailPosts } from '../../server/methods/email/posts.ts'
import { lookPost } from '../../server/methods/pairing/wire/look-post.ts'
import { switchPost } from '../../server/recovery/own-switch.ts'
import { pauseLinkPosts } from '../../server/recovery/slow/pause-link-posts.ts'
import { createSignedPost, createSignedProof } from '../../server/recovery/slow/signed-post.ts'
import { slowPosts } from '../../server/recovery/slow/slow-posts.ts'
import { entryPosts } from '../../server/standalone/accounts/entry-posts.ts'
import { ownerPosts } from '../../server/standalone/accounts/owner-posts.ts'
import { stepUpActions } from '../../server/step-up-actions.ts'
import type { AllPosts } from '../../shared/all-posts.ts'

const signedPost = createSignedPost({} as never)
const signedProof = createSignedProof(signedPost)

/** What each post takes and who answers it, over features that are not there. */
export const POSTS = {
  ...entryPosts({ features: {}, cookies: {} } as never),
  ...ownerPosts({} as never),
  ...stepUpPosts({ actions: stepUpActions({ accounts: {} } as never) } as never),
  ...adminPosts({} as never),
  ...lookPost({} as never),
  ...slowPosts({ signedPost } as never),
  ...pauseLinkPosts({} as never),
  ...ownCodePosts({} as never),
  ...provePost(signedProof, {} as never),
  ...emailPosts({ link: {}, signedPost, signedProof } as never),
  ...casePosts({} as never, { signedPost, signedProof }),
  ...supportPosts({} as never, {} as never),
  '/api/assisted/switch': switchPost({} as never, {} as never),
  ...ownContactPosts({} as never, {} as never),
  ...vouchPosts({ vouch: {}, signedPost, signedProof } as never),
  ...linkPosts({ link: {}, signedProof } as never),
} satisfies Record<keyof AllPosts, unknown>

/** Everything that can be posted to. */
export const POST_PATHS = Object.keys(POSTS) as (keyof typeof POSTS)[]
