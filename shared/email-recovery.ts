import type { PageKey } from './ids.ts'
import type { MethodSwitchPost, MethodSwitchReadiness } from './method-switch.ts'
import { parseDigits } from './pins.ts'
import type { RequesterFacts } from './recovery.ts'
import type { SignedPost, SlowRecoveryView } from './slow-recovery.ts'

// What crosses the wire for recovery by e-mail, and what it adds to the lists that are the same for all recovery methods.

/** How many digits a mailed code has. */
export const EMAIL_CODE_DIGITS = 8

/** The code in what was typed, as for a PIN. Null if it can't be one. */
export function parseEmailCode(typed: string): string | null {
  return parseDigits(typed, EMAIL_CODE_DIGITS)
}

/** What a page is told after it asked, whether the address is anybody's or not. Times by the server's clock. */
export interface CodeAsked {
  readonly codeUntil: number
  readonly linkUntil: number
  readonly now: number
}

/** Who asked for a mail, to whoever opened its link. */
export interface MailedRequest extends RequesterFacts {
  /** Of the account. */
  readonly name: string
  readonly askedAt: number
  /** Whether the browser that opened the link is the one that asked. */
  readonly here: boolean
}

/** Its refusals, each with its HTTP status. */
export const EMAIL_ERRORS = {
  email_recovery_required: 409,
} as const

export type EmailError = keyof typeof EMAIL_ERRORS

/** What an owner does with it that needs a step-up. If the opposite is scheduled, this cancels it. */
export type EmailAction = { readonly do: 'switch-email-recovery'; readonly on: boolean }

/** How ready an account is for it. */
export interface EmailReadiness extends MethodSwitchReadiness {
  /** How many addresses count, and aren't about to be removed. */
  readonly addresses: number
  /** Since when a mail to the first of these has counted. Null if nothing does. */
  readonly countsSince: number | null
  /** From when on the next one counts; null if none waits. */
  readonly countsFrom: number | null
}

/** The posts of recovery by e-mail. */
export interface EmailPosts {
  /** Mails a code and a link, if the address counts for an account. The answer is the same if not. */
  '/api/email/ask': [SignedPost, CodeAsked]
  /** A typed code. */
  '/api/email/prove': [SignedPost, SlowRecoveryView]
  /** Who asked for the mail. Changes nothing. Without a page key, the browser has asked for none. */
  '/api/email-link/look': [{ readonly secret: string; readonly pageKey: PageKey | null }, MailedRequest]
  /** The button, in a browser that did not ask: the code, to type where the mail was asked for. */
  '/api/email-link/show': [
    { readonly secret: string },
    { readonly code: string; readonly until: number; readonly now: number },
  ]
  /** The button, in the browser that asked. */
  '/api/email-link/prove': [SignedPost, SlowRecoveryView]
  '/api/email/switch': MethodSwitchPost
}

/** What is signed. */
export interface EmailBodies {
  '/api/email/ask': { readonly address: string }
  '/api/email/prove': { readonly code: string }
  '/api/email-link/prove': { readonly secret: string }
}

/** Its actions in the audit, each with its rows in the security news. Strangers can cause the first two again and again. */
export const EMAIL_AUDIT_ACTIONS = {
  'email-code-asked': 1,
  'email-code-refused': 1,
  'email-recovery-on-scheduled': 3,
  'email-recovery-on': 3,
  'email-recovery-off-scheduled': 5,
  'email-recovery-off': 5,
  'email-recovery-kept': 3,
} as const

export type EmailAuditAction = keyof typeof EMAIL_AUDIT_ACTIONS
