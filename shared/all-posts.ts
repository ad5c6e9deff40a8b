import type { AdminPosts } from './admin-posts.ts'
import type { Posts } from './api.ts'
import type { AssistedPosts, CasePosts, OperatorLinkPosts, SupportPosts } from './assisted.ts'
import type { BackupCodePosts } from './backup-codes.ts'
import type { ContactPosts } from './contacts.ts'
import type { EmailPosts } from './email-recovery.ts'
import type { PauseLinkPosts } from './pause-link.ts'
import type { PairingPosts } from './protocol.ts'
import type { SlowRecoveryPosts } from './slow-recovery.ts'
import type { StepUpPosts } from './step-up.ts'

/** All posts under /api: of the host, step-ups, the console, slow recoveries and each recovery method. */
export type AllPosts = Posts &
  StepUpPosts &
  AdminPosts &
  SlowRecoveryPosts &
  PauseLinkPosts &
  PairingPosts &
  BackupCodePosts &
  EmailPosts &
  ContactPosts &
  OperatorLinkPosts &
  CasePosts &
  AssistedPosts &
  SupportPosts
