import type { BackupCodesReadiness } from '../../shared/backup-codes.ts'
import type { ContactsReadiness } from '../../shared/contacts.ts'
import type { EmailReadiness } from '../../shared/email-recovery.ts'
import type { Health, HealthStep, PasskeySpread, Readiness } from '../../shared/readiness.ts'
import type { Credential } from '../passkeys/credential.ts'
import { kindOf } from '../passkeys/kind.ts'
import type { RecoveryLevel } from './policy.ts'

/** A passkey, as far as its owner's way back depends on it. */
export type HeldPasskey = Pick<
  Credential,
  'status' | 'calledOut' | 'synced' | 'backedUp' | 'transports' | 'boundDevice'
> & {
  /** Its removal is scheduled. */
  readonly leaving: boolean
}

/** What an account has, and what its site offers. */
export interface Means {
  readonly passkeys: readonly HeldPasskey[]
  readonly readiness: Readiness
  readonly level: RecoveryLevel
  /** Null if the site sends no mail. Else how many addresses are confirmed. */
  readonly addresses: number | null
  /** Since when it is in dispute: see slow/disputes.ts. */
  readonly disputedSince: number | null
}

/** How many steps are shown. More would be a list of chores. */
const MOST_STEPS = 2

/** What happens if one device is lost, judged by what the account has now. */
export function healthOf(means: Means): Omit<Health, 'lastUsed'> {
  const { readiness, level, addresses, disputedSince } = means
  const passkeys = spreadOf(means.passkeys)
  const { 'backup-code': codes, email, contact } = readiness
  const setUp: Health['others'] = [
    ...(codes && wouldHelp(codes) ? (['backup-code'] as const) : []),
    ...(email && mailWouldHelp(email) ? (['email'] as const) : []),
    ...(contact && hasContact(contact) ? (['contact'] as const) : []),
  ]
  const usable = setUp.filter((method) => isBefore(disputedSince, readiness[method]?.countsSince)) // [V17]
  const madeInIt = disputedSince !== null && codes?.next && !setUp.includes('backup-code') // [V17]
  const alone = usable.filter((method) => method !== 'contact')
  // Nobody comes back by the word of a contact alone. Where one way is enough, it only makes that one faster.
  const others = alone.length > 0 ? usable : alone
  const ways = level === 'aal2' ? others.length : alone.length // [F29]
  const steps: (HealthStep | null)[] = [
    passkeys === 'several' ? null : 'add-passkey',
    codes && codeStep(codes),
    addresses === 0 ? 'add-address' : null,
    email && mailStep(email),
    codes && wouldHelp(codes) && codes.set?.triedAt === null ? 'try-codes' : null,
  ]
  return {
    verdict: verdictOn(passkeys, ways, level),
    passkeys,
    others,
    helped: areEnough(ways, level),
    tooNew: [
      ...(madeInIt ? (['backup-code'] as const) : []),
      ...setUp.filter((method) => !usable.includes(method)),
    ],
    // Each of them takes a passkey that works.
    next: passkeys === 'none' ? [] : steps.filter((step) => step !== null).slice(0, MOST_STEPS), // [V7]
  }
}

/** `others`: how many methods without a passkey would help. */
export function verdictOn(passkeys: PasskeySpread, others: number, level: RecoveryLevel): Health['verdict'] {
  if (passkeys === 'several') return 'green'
  const helped = areEnough(others, level)
  if (passkeys === 'one-manager' || passkeys === 'maybe-one-device') return helped ? 'green' : 'amber'
  if (!helped) return 'red' // [V1]
  return passkeys === 'one-device' && others >= 2 ? 'green' : 'amber'
}

function areEnough(others: number, level: RecoveryLevel): boolean {
  return others >= (level === 'aal2' ? 2 : 1) // [V4]
}

/** Nothing proves anything in a dispute that counts only since it began (R4). */
function isBefore(disputedSince: number | null, countsSince: number | null | undefined): boolean {
  return disputedSince === null || (typeof countsSince === 'number' && countsSince < disputedSince)
}

/** Two on devices of the same kind may be on one: nobody but their owner knows. */
function spreadOf(all: readonly HeldPasskey[]): PasskeySpread {
  const held = all.filter(({ status, calledOut, leaving }) => status === 'active' && !calledOut && !leaving) // [V2]
  const [first, ...more] = held
  if (!first) return 'none'
  const places = new Set(held.map(placeOf))
  if (more.length > 0) return places.size > 1 || places.has(null) ? 'several' : 'maybe-one-device' // [V3]
  return isInManager(first) ? 'one-manager' : 'one-device'
}

/**
 * What it is lost with. Null for what differs from every other one: a browser adds no second passkey to a password
 * manager, or to a security key, that has one of the account already.
 */
function placeOf(passkey: HeldPasskey): string | null {
  return isInManager(passkey) || kindOf(passkey) === 'security-key' ? null : passkey.boundDevice
}

/** One that could be synced and was not yet is on its device alone. */
function isInManager({ synced, backedUp }: HeldPasskey): boolean {
  return synced && backedUp
}

/** Codes that nobody said they have, or that are about to be switched off, comfort nobody. */
function wouldHelp({ set, off }: BackupCodesReadiness): boolean {
  return set !== null && set.left > 0 && set.saved && off === null // [V5]
}

/** Where an address counts, and its mails still let somebody back in after a week. */
function mailWouldHelp({ on, change, addresses }: EmailReadiness): boolean {
  return on && change === null && addresses > 0 // [V14]
}

function mailStep({ on, change, addresses }: EmailReadiness): HealthStep | null {
  if (addresses === 0) return null
  if (on) return change ? 'keep-email' : null
  return change ? null : 'switch-on-email'
}

/** One who counts, and is not about to end. */
function hasContact({ contacts }: ContactsReadiness): boolean {
  return contacts.some(({ state, end }) => state === 'counts' && end === null)
}

function codeStep({ state, set, next, off }: BackupCodesReadiness): HealthStep | null {
  if (off) return 'keep-codes'
  const newest = next ?? set
  if (!newest) return 'make-codes'
  if (!newest.saved) return 'save-codes'
  return !next && state !== 'ready' ? 'renew-codes' : null
}
