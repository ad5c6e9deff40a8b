import type { CredentialId } from '../../../shared/ids.ts'

/** What whoever let somebody in took back. */
export type TakenBack =
  /** The recovery was not complete, and ended. */
  { readonly outcome: 'ended' } | { readonly outcome: 'undone'; readonly credentialId: CredentialId }
