import { type CaseCode, caseCode } from './case-code.ts'
import { type Letter, type MailSite, renderLetter } from './letter.ts'
import { addressCode, addressTaken } from './messages.ts'
import {
  type About,
  type ContactRequest,
  contactRequestLetter,
  type Notice,
  noticeLetter,
  type RecoveryNotice,
  recoveryLetter,
} from './notices/notice.ts'
import { type RecoveryCode, recoveryCode } from './recovery-code.ts'

/** Where a request came from: what its device says it is, and its network, cut to /24 or /48. */
export interface Whence {
  readonly device: string | null
  readonly network: string | null
}

/** What a mail is about. The outbox keeps this until the mail is sent, and then no more. */
export type MailContent =
  /** The code that shows that an address is the person's own. */
  | { readonly what: 'address-code'; readonly code: string; readonly account: string; readonly from: Whence }
  /** Somebody wanted to add an address that another account has. */
  | { readonly what: 'address-taken'; readonly from: Whence }
  /** What shows that somebody who lost their passkey reads the mailbox. */
  | RecoveryCode
  /** What two supporters gave to somebody who reads the mailbox. */
  | CaseCode
  | Notice
  | RecoveryNotice
  | ContactRequest

/** Writes a mail out in words. */
export function writeOut(
  content: MailContent,
  site: MailSite,
  about: About,
): ReturnType<typeof renderLetter> {
  return renderLetter(letterOf(content, site, about), site)
}

function letterOf(content: MailContent, site: MailSite, about: About): Letter {
  switch (content.what) {
    case 'address-code':
      return addressCode(content, site)
    case 'address-taken':
      return addressTaken(content, site)
    case 'recovery-code':
      return recoveryCode(content, site, about)
    case 'case-code':
      return caseCode(content, site, about)
    case 'notice':
      return noticeLetter(content, site, about)
    case 'recovery-begun':
      return recoveryLetter(content, site, about)
    case 'contact-request':
      return contactRequestLetter(content, site, about)
    default:
      return content satisfies never
  }
}
