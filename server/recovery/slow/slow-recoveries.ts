import type { PauseLinkPosts } from '../../../shared/pause-link.ts'
import type { SlowRecoveryPosts } from '../../../shared/slow-recovery.ts'
import type { AccountStore } from '../../accounts/account-store.ts'
import type { AuditLog } from '../../audit/audit-log.ts'
import type { Announcer } from '../../events/announcer.ts'
import type { Guard } from '../../limits/guard.ts'
import type { ChallengeStore } from '../../passkeys/challenge-store.ts'
import type { ActionStepUp } from '../../passkeys/declared-actions.ts'
import type { PostsOf } from '../../requests/posts.ts'
import type { Careful } from '../../warnings/careful.ts'
import type { Register } from '../register.ts'
import type { RecoverySettings } from '../settings.ts'
import { createAddProof } from './add-proof.ts'
import type { AddProof } from './given-proof.ts'
import { createNoteWrongCode, type NoteWrongCode } from './note-wrong-code.ts'
import { pauseLinkPosts } from './pause-link-posts.ts'
import type { PauseLinks } from './pause-links.ts'
import { createSignedPost, createSignedProof, type SignedPostOf, type SignedProofOf } from './signed-post.ts'
import type { SlowLedger } from './slow-ledger.ts'
import { slowPosts } from './slow-posts.ts'
import { createUnderWay, type UnderWay } from './under-way.ts'

interface SlowDeps extends RecoverySettings {
  readonly sql: {
    readonly accounts: Pick<AccountStore, 'findById'>
    readonly challenges: ChallengeStore
    readonly slowRecoveries: SlowLedger
    readonly pauseLinks: PauseLinks
    readonly audit: Pick<AuditLog, 'append'>
  }
  readonly guard: Pick<Guard, 'pageNonce' | 'pagePost'>
  readonly announcer: Pick<Announcer, 'accountChanged'>
  readonly register: Register
  readonly stepUp: ActionStepUp
  readonly careful: Careful
}

/** Recoveries by proofs, without another device. */
export interface SlowRecoveries {
  /** For methods: makes a post out of what a page key signs. */
  readonly signedPost: SignedPostOf
  /** The same for a post that gives a proof. */
  readonly signedProof: SignedProofOf
  /** For methods: the one call after a proof was checked. */
  readonly addProof: AddProof
  /** For methods: somebody typed a wrong code. */
  readonly noteWrongCode: NoteWrongCode
  readonly posts: PostsOf<SlowRecoveryPosts & PauseLinkPosts>
  readonly underWay: UnderWay
}

/** Puts together what is the same for all slow methods. */
export function createSlowRecoveries(deps: SlowDeps): SlowRecoveries {
  const { guard, announcer, register, stepUp, level, careful } = deps
  const { accounts, challenges, slowRecoveries: ledger, pauseLinks, audit } = deps.sql
  const signedPost = createSignedPost({ guard, challenges })
  return {
    signedPost,
    signedProof: createSignedProof(signedPost),
    addProof: createAddProof({ ledger, accounts, announcer, level }),
    noteWrongCode: createNoteWrongCode({ audit, careful }),
    posts: {
      ...slowPosts({ ledger, accounts, challenges, guard, register, signedPost, level }),
      ...pauseLinkPosts({ pauseLinks, accounts, announcer, guard, level }),
    },
    underWay: createUnderWay({ ledger, announcer, stepUp, level }),
  }
}
