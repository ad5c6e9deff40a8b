import type { Asserted } from './api.ts'
import type { PageKey, RecoveryId } from './ids.ts'
import type { MethodSwitchPost } from './method-switch.ts'
import { parseCrockford } from './pins.ts'
import type { RequesterFacts } from './recovery.ts'
import type { SignedPost, SlowRecoveryView } from './slow-recovery.ts'

// What crosses the wire for assisted recovery, and what it adds to the lists that are the same for all recovery methods.

/** The posts of the page that an operator's link opens. */
export interface OperatorLinkPosts {
  /** The account that the link is for. Changes nothing. */
  '/api/operator-link/look': [
    { readonly secret: string; readonly pageKey: PageKey },
    { readonly name: string },
  ]
  /** Uses the link for this page. */
  '/api/operator-link/prove': [SignedPost, SlowRecoveryView]
}

/** What is signed. */
export interface OperatorLinkBodies {
  '/api/operator-link/prove': { readonly secret: string }
}

/** Digits of the number of a case, which people read out. It is no secret. */
export const CASE_NUMBER_LENGTH = 8
/** Random Crockford characters of the code of a case: 20 x 5 bit = 100 bit. */
export const CASE_CODE_LENGTH = 20
/** The fewest characters with which a supporter says how they checked who somebody is, or why they end a case. */
export const SHORTEST_TEXT = { check: 20, reason: 3 } as const
/** The most characters of either. */
export const LONGEST_TEXT = 500

/** Shows a code, or the number of a case, in groups of four. */
export function inFours(text: string): string {
  return (text.match(/.{1,4}/g) ?? []).join(' ')
}

/** Reads a typed code. Case, spaces and hyphens do not matter. Null if it cannot be one; then it costs no try. */
export function parseCaseCode(input: string): string | null {
  return parseCrockford(input, CASE_CODE_LENGTH)
}

/** Reads a typed number of a case, in the same way. */
export function parseCaseNumber(input: string): string | null {
  const number = parseCrockford(input, CASE_NUMBER_LENGTH)
  return number !== null && /^\d+$/.test(number) ? number : null
}

/** Invisible characters, and those that change the direction of text: a text must read as it was meant. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u

/** Why the text of a supporter cannot be used, or null. */
export function problemOfText(
  text: string,
  of: keyof typeof SHORTEST_TEXT,
): 'short' | 'long' | 'hidden' | null {
  if (HIDDEN.test(text)) return 'hidden'
  const { length } = [...text.normalize('NFC').trim()]
  if (length > LONGEST_TEXT) return 'long'
  return length < SHORTEST_TEXT[of] ? 'short' : null
}

/** A case, to the page that opened it. It says nothing of an account. Times by the server's clock. */
export interface OwnCase {
  readonly number: string
  /** As it was typed. */
  readonly name: string
  readonly openedAt: number
  /** Until when supporters can help. */
  readonly until: number
  readonly now: number
}

/** What a page has, in case it lost the answer to what it did. */
export interface PageCase {
  /** Its case, unless that is over. */
  readonly own: OwnCase | null
  /** Its recovery, as long as that can go on. */
  readonly recoveryId: RecoveryId | null
}

/** The posts of the page that opens a case. */
export interface CasePosts {
  /** Opens a case for a name, whether somebody has that name or not. */
  '/api/case/ask': [SignedPost, OwnCase]
  /** What this page has. */
  '/api/case/look': [SignedPost, PageCase]
  /** The code that a supporter read out, or had mailed. */
  '/api/case/prove': [SignedPost, SlowRecoveryView]
}

/** What is signed. */
export interface CaseBodies {
  '/api/case/ask': { readonly name: string }
  '/api/case/look': Record<never, never>
  '/api/case/prove': { readonly code: string }
}

/**
 * How far a case is: nobody has checked it, one supporter did, two did and its code was read out or mailed, or the code was
 * used and what came of it can be ended.
 */
export type CaseState = 'open' | 'checked' | 'confirmed' | 'used'

/** An address of an account, as supporters see it. */
export interface MailTo {
  readonly addressId: string
  /** Such as `a…@example.com`. */
  readonly masked: string
}

/** How whoever confirms a case can give its code. */
export interface CodeWays {
  /** Whether they can read it out. */
  readonly read: boolean
  /** Where they can have it mailed. */
  readonly mailTo: readonly MailTo[]
}

/** A case as supporters see it. It does not say whether anybody has the name. */
export interface CaseRow extends RequesterFacts {
  readonly caseId: string
  readonly number: string
  readonly name: string
  readonly openedAt: number
  readonly until: number
  readonly state: CaseState
  /** How the first supporter checked who it is; null before that. */
  readonly check: string | null
  /** The first supporter. */
  readonly checkedBy: string | null
  /** Whether whoever sees this is the first supporter. */
  readonly byMe: boolean
  /** Whether they are the second one, who read the code out or had it mailed. */
  readonly codeByMe: boolean
  /** Whether its code was mailed. */
  readonly isMailed: boolean
  /** Null unless whoever sees this can confirm it, or get another code. */
  readonly ways: CodeWays | null
}

export interface CaseQueue {
  /** The oldest first. */
  readonly cases: readonly CaseRow[]
  /** Whether there are more than that. */
  readonly more: boolean
}

/** What an owner does with it that needs a step-up. If the opposite is scheduled, this cancels it. */
export type AssistedAction = { readonly do: 'switch-assisted'; readonly on: boolean }

/** The post of an owner. */
export interface AssistedPosts {
  '/api/assisted/switch': MethodSwitchPost
}

/** What a supporter confirms by a step-up. */
export type CaseAction =
  | { readonly do: 'vouch-case'; readonly caseId: string }
  | { readonly do: 'confirm-case'; readonly caseId: string }
  | { readonly do: 'end-case'; readonly caseId: string }

/** The posts of supporters. They need an open console. */
export interface SupportPosts {
  /** The queue; or the case with this number. */
  '/api/cases/list': [{ readonly number: string | null }, CaseQueue]
  /** The first supporter says how they checked who it is. */
  '/api/cases/vouch': [
    { readonly caseId: string; readonly check: string; readonly stepUp: Asserted },
    Record<never, never>,
  ]
  /**
   * The second one confirms. `mailTo`: the id of an address; null to read the code out. Only this answer has the code, or only
   * the mail, and then `code` is null. Who lost it confirms again: then another one works in its place.
   */
  '/api/cases/confirm': [
    { readonly caseId: string; readonly mailTo: string | null; readonly stepUp: Asserted },
    { readonly code: string | null; readonly until: number; readonly now: number },
  ]
  /** Ends a case and voids its code. */
  '/api/cases/reject': [{ readonly caseId: string; readonly reason: string }, Record<never, never>]
  /** Ends or undoes what came of a case whose code was used. */
  '/api/cases/end': [
    { readonly caseId: string; readonly reason: string; readonly stepUp: Asserted },
    Record<never, never>,
  ]
}

/** Its refusals, each with its HTTP status. */
export const ASSISTED_ERRORS = {
  case_nobody: 409,
  case_own_account: 403,
  case_more_power: 403,
  case_same_supporter: 403,
  case_supporter_new: 403,
  case_first_void: 409,
  case_ended_before: 403,
  case_switched_off: 409,
  case_no_such_way: 409,
  assisted_required: 409,
} as const

export type AssistedError = keyof typeof ASSISTED_ERRORS

/** Those that only supporters get. */
export type CaseError = Exclude<AssistedError, 'assisted_required'>

/** Its actions in the audit, each with its rows in the security news. Strangers can open cases again and again. */
export const ASSISTED_AUDIT_ACTIONS = {
  'assisted-on-scheduled': 3,
  'assisted-on': 3,
  'assisted-off-scheduled': 5,
  'assisted-off': 5,
  'assisted-kept': 3,
  'operator-link-made': 3,
  'operator-link-voided': 1,
  'case-opened': 1,
  'case-approved': 3,
  'case-code-mailed': 3,
  'case-closed': 1,
  'case-taken-back': 3,
  'case-vouched': null,
  'case-confirmed': null,
  'case-rejected': null,
  'case-ended': null,
} as const

export type AssistedAuditAction = keyof typeof ASSISTED_AUDIT_ACTIONS

/** Why its recoveries end, beside the causes of every method. */
export const ASSISTED_END_CAUSES = ['operator-ended', 'support-ended'] as const
