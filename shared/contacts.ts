import type { Asserted } from './api.ts'
import type { CredentialId } from './ids.ts'
import { parseDigits } from './pins.ts'
import type { RequesterFacts } from './recovery.ts'
import type { SignedPost, SlowRecoveryView } from './slow-recovery.ts'

// What crosses the wire for recovery contacts, and what they add to the lists that are the same for all recovery methods.

/** How many contacts an account has at most, those that have not answered included. */
export const MOST_CONTACTS = 3

/** How many digits the code has that a contact reads out. */
export const VOUCH_CODE_DIGITS = 8

/** The code in what was typed, as for a PIN. Null if it can't be one. */
export function parseVouchCode(typed: string): string | null {
  return parseDigits(typed, VOUCH_CODE_DIGITS)
}

/** Its refusals, each with its HTTP status. */
export const CONTACT_ERRORS = {
  contact_self: 409,
  contact_known: 409,
  too_many_contacts: 409,
  contact_waits: 403,
  contact_recovered: 403,
} as const

export type ContactError = keyof typeof CONTACT_ERRORS

/** Its actions in the audit, each with its rows in the security news. Those of the owner come first. */
export const CONTACT_AUDIT_ACTIONS = {
  'contact-named': 3,
  'contact-agreed': 3,
  'contact-counts': 3,
  'contact-end-scheduled': 3,
  'contact-kept': 3,
  'contact-ended': 3,
  'contact-denied': 1,
  'vouching-agreed': 3,
  'vouching-ended': null,
  vouched: 3,
} as const

export type ContactAuditAction = keyof typeof CONTACT_AUDIT_ACTIONS

/** What needs a step-up. `shown`: what the dialog showed, see `vouchTranscript`. */
export type ContactAction =
  | { readonly do: 'name-contact'; readonly name: string }
  | { readonly do: 'end-contact'; readonly contactId: string }
  | { readonly do: 'keep-contact'; readonly contactId: string }
  | { readonly do: 'agree-to-contact'; readonly contactId: string }
  | { readonly do: 'leave-contact'; readonly contactId: string }
  | { readonly do: 'vouch'; readonly requestId: string; readonly shown: string }

/** A contact, as the owner of the account sees it. Times are milliseconds since 1970, by the database's clock. */
export interface ContactRow {
  readonly id: string
  /** As the owner typed it. */
  readonly name: string
  /** `asked`: nobody has agreed. It is the same for a name that nobody has. */
  readonly state: 'asked' | 'waiting' | 'counts'
  readonly askedAt: number
  /** Until when a request can be agreed to. Null once it was. */
  readonly askedUntil: number | null
  readonly agreedAt: number | null
  /** When it begins to count; null unless it waits. */
  readonly countsFrom: number | null
  /** The passkey that named it. */
  readonly namedBy: CredentialId
  /** Set if its end is scheduled: until then it counts. */
  readonly end: { readonly at: number; readonly by: CredentialId } | null
}

/** What a contact learns of an account: its name. */
export interface VouchedRow {
  readonly id: string
  readonly name: string
  /** When it was agreed to. Null for a request. */
  readonly agreedAt: number | null
  /** From when on this account can vouch; null for a request, and once it can. */
  readonly from: number | null
}

/** How ready the recovery contacts of an account are, and for whom it is one. */
export interface ContactsReadiness {
  /** The site expects every account to have one. */
  readonly required: boolean
  readonly contacts: readonly ContactRow[]
  /** Since when the first of them has counted that isn't about to end. Null if there is none. */
  readonly countsSince: number | null
  /** Those who ask whether this account wants to be their contact. */
  readonly requests: readonly VouchedRow[]
  readonly vouchesFor: readonly VouchedRow[]
  /** No request reaches this account. */
  readonly refusesAll: boolean
}

/** The posts of people who are signed in: of an owner, and of a contact. */
export interface OwnContactPosts {
  '/api/contacts/name': [{ readonly name: string; readonly stepUp: Asserted }, Record<never, never>]
  /** `endsAt`: until when it counts. Null if it has ended. */
  '/api/contacts/end': [
    { readonly contactId: string; readonly stepUp: Asserted },
    { readonly endsAt: number | null },
  ]
  '/api/contacts/keep': [{ readonly contactId: string; readonly stepUp: Asserted }, Record<never, never>]
  '/api/contacts/agree': [
    { readonly contactId: string; readonly stepUp: Asserted },
    { readonly countsFrom: number },
  ]
  '/api/contacts/decline': [{ readonly contactId: string }, Record<never, never>]
  '/api/contacts/leave': [{ readonly contactId: string; readonly stepUp: Asserted }, Record<never, never>]
  '/api/contacts/refuse-all': [{ readonly refuses: boolean }, Record<never, never>]
}

/** Who asks a contact to vouch for them. */
export interface VouchRequest extends RequesterFacts {
  readonly requestId: string
  /** Of the account. */
  readonly name: string
  readonly askedAt: number
}

/** The code that a contact reads out. */
export interface VouchCode {
  readonly code: string
  readonly until: number
  readonly now: number
}

/** What a page is told after it asked, whether anybody has the name or not. Times by the server's clock. */
export interface VouchAsked {
  /** For the link that a contact opens. */
  readonly secret: string
  readonly until: number
  readonly now: number
}

/** All of its posts. */
export interface ContactPosts extends OwnContactPosts {
  /** Makes a link for this page. */
  '/api/contact/ask': [SignedPost, VouchAsked]
  /** A typed code. */
  '/api/contact/prove': [SignedPost, SlowRecoveryView]
  /** Who asks, for a contact who is signed in. Changes nothing. */
  '/api/vouch/look': [{ readonly secret: string }, VouchRequest]
  '/api/vouch/confirm': [{ readonly secret: string; readonly stepUp: Asserted }, VouchCode]
  /** It isn't who they say they are. The link works no more. */
  '/api/vouch/deny': [{ readonly secret: string }, Record<never, never>]
}

/** What is signed. */
export interface ContactBodies {
  '/api/contact/ask': { readonly name: string }
  '/api/contact/prove': { readonly code: string }
}

/**
 * Everything that the dialog shows, as one text. It is a part of the action of the step-up, so the passkey of a contact
 * signs exactly what was shown.
 */
export function vouchTranscript({ requestId, name, device, network, place, askedAt }: VouchRequest): string {
  return JSON.stringify(['rekey vouch 1', requestId, name, device, network, place, askedAt])
}
