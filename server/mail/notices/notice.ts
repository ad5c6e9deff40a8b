import type { AuditAction } from '../../../shared/audit.ts'
import type { Whence } from '../content.ts'
import { foreignName } from '../foreign-name.ts'
import type { Block, Letter, MailSite } from '../letter.ts'
import {
  begun,
  contactRequest,
  moment,
  NOTICES,
  type Noticed,
  openAccount,
  tail,
  undoLink,
  WAYS,
  whenceFacts,
} from './messages.ts'

/** A fact of the audit that the owner is told by mail. */
export interface Notice {
  readonly what: 'notice'
  readonly of: Noticed
  readonly detail: string | null
  readonly from: Whence
}

/** A recovery without another device that was begun, or for which one more proof was given. */
export interface RecoveryNotice {
  readonly what: 'recovery-begun'
  /** The method of its last proof. */
  readonly method: string
  readonly from: Whence & { readonly place: string | null }
  /** Until when it waits at least; null if it does not wait. */
  readonly until: number | null
  /** The secret of the link that pauses it. Null if nothing pauses it. */
  readonly pause: string | null
}

/** Somebody asks the account to be their recovery contact. */
export interface ContactRequest {
  readonly what: 'contact-request'
  /** The name of their account. */
  readonly by: string
}

/** What is known of a mail beside what it says. */
export interface About {
  /** When the fact happened, in milliseconds since 1970. */
  readonly at: number
  /** The account's name. Null if it is gone, or if the mail concerns none. */
  readonly account: string | null
}

/** Whether the owner is told of such a fact by a notice. */
export function isNoticed(action: AuditAction): action is Noticed {
  return Object.hasOwn(NOTICES, action)
}

/** A notice in words. */
export function noticeLetter({ of, detail, from }: Notice, { name, url }: MailSite, about: About): Letter {
  const { subject, where, undo, gone, ...words } = NOTICES[of]
  const { says, next } = (where && Object.hasOwn(where, detail ?? '') && where[detail ?? '']) || words
  return {
    subject: `Your account at ${name}: ${subject}`,
    blocks: [
      { text: says },
      { facts: [...facts(about), ...detailFacts(of, detail)] },
      { facts: whenceFacts(from) },
      { text: next ?? tail },
      ...(gone ? [] : [accountLink(url)]), // [M52]
      ...(undo === undefined
        ? []
        : [{ text: undo }, { link: { href: `${url}/lost-passkey`, label: undoLink } }]),
    ],
  }
}

/** The notice of a recovery that was begun. Opening its link changes nothing; the page there has the button. */
export function recoveryLetter(notice: RecoveryNotice, { name, url }: MailSite, about: About): Letter {
  const { method, from, until, pause } = notice
  const link = { href: `${url}/pause#${pause}`, label: begun.link }
  return {
    subject: `Your account at ${name}: ${begun.subject}`,
    blocks: [
      { text: begun.says(name) },
      {
        facts: [
          ...facts(about),
          ['How', WAYS[method] ?? method],
          ...whenceFacts(from),
          ...(from.place === null ? [] : [['Place, roughly', from.place] as const]),
          ['Waits until', until === null ? begun.noWait : moment(until)],
        ],
      },
      { text: begun.own },
      { text: begun.device },
      accountLink(url, begun.stop), // [M52]
      ...(pause === null ? [] : [{ text: begun.pause }, { link }]),
    ],
  }
}

/** The request to be a contact. Its link has no secret: the answer is given on the account page. */
export function contactRequestLetter({ by }: ContactRequest, { name, url }: MailSite, about: About): Letter {
  return {
    subject: `Your account at ${name}: ${contactRequest.subject}`,
    blocks: [
      { text: contactRequest.says(name) },
      { facts: [['Asked by', foreignName(by)], ...facts(about)] },
      { text: contactRequest.means },
      { text: contactRequest.next },
      accountLink(url, contactRequest.link),
    ],
  }
}

/** What an owner has to do is there. It has no secret. */
export function accountLink(url: string, label: string = openAccount): Block {
  return { link: { href: `${url}/account`, label } }
}

/** The names of a renaming, or a masked address. */
function detailFacts(of: Noticed, detail: string | null): readonly (readonly [string, string])[] {
  if (detail === null) return []
  if (of !== 'account-renamed')
    return detail.includes('@') && of.startsWith('address-') ? [['Address', detail]] : []
  const [before, now]: readonly string[] = JSON.parse(detail)
  return [
    ['Old name', before ?? ''],
    ['New name', now ?? ''],
  ]
}

function facts({ account, at }: About): readonly (readonly [string, string])[] {
  return [...(account === null ? [] : [['Account', account] as const]), ['When', moment(at)]]
}
