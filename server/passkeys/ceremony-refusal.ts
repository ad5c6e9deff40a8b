import type { Logger } from 'pino'
import type { AccountId, CredentialId, RecoveryId } from '../../shared/ids.ts'
import type { Ceremony } from './challenge-store.ts'

/**
 * Why a ceremony was refused, as a closed list. It is for the log and for the Activity of the account. The person
 * gets one answer for all of them.
 */
export const CEREMONY_REFUSALS = [
  'malformed',
  'in-a-frame',
  'wrong-type',
  'wrong-challenge',
  'wrong-origin',
  'wrong-relying-party',
  'user-not-present',
  'user-not-verified',
  'backup-flags-impossible',
  'bad-signature',
  'unknown-passkey',
  'other-session',
  'other-account',
  'other-credential-id',
  'no-user-handle',
  'other-user-handle',
  'backup-eligibility-changed',
  'counter-went-back',
  'certificate-not-asked-for',
  'algorithm-not-offered',
  'bad-attestation',
  'credential-id-too-long',
  'key-not-whole',
] as const

export type CeremonyRefusal = (typeof CEREMONY_REFUSALS)[number]

export interface Refused {
  readonly ok: false
  readonly why: CeremonyRefusal
}

export function refused(why: CeremonyRefusal): Refused {
  return { ok: false, why }
}

interface RefusedCeremony {
  readonly ceremony: Exclude<Ceremony, 'invite'> | 'recovery'
  readonly why: CeremonyRefusal
  /** Whose ceremony it was, if that is known: random ids, and no name. */
  readonly accountId?: AccountId
  readonly credentialId?: CredentialId
  readonly recoveryId?: RecoveryId
}

/**
 * The answer to a refused registration. It is the same for all, except for what the person can mend by using another
 * authenticator.
 */
export function registrationCode(why: CeremonyRefusal): 'passkey_refused' | 'attestation_unasked' {
  return why === 'certificate-not-asked-for' ? 'attestation_unasked' : 'passkey_refused' // [W43]
}

/** Logs the reason for the people who run the site. */
export function logRefused(log: Logger, ceremony: RefusedCeremony): void {
  log.info(ceremony, 'A passkey ceremony was refused.') // [W45]
}
