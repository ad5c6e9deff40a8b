import type { Whence } from './content.ts'
import type { Letter, MailSite } from './letter.ts'
import { moment, whenceFacts } from './notices/messages.ts'
import { type About, accountLink } from './notices/notice.ts'

/** The code of a case that two supporters confirmed. It is for the page that opened the case alone. */
export interface CaseCode {
  readonly what: 'case-code'
  /** As people type it. */
  readonly code: string
  /** Of the case. */
  readonly number: string
  /** Until when the code works. */
  readonly until: number
  /** The page that opened the case. */
  readonly from: Whence & { readonly place: string | null }
}

/** Who asked comes before the code, so that it is read first. The links have no secret. */
export function caseCode(
  { code, number, until, from }: CaseCode,
  { name, url }: MailSite,
  { account }: About,
): Letter {
  return {
    subject: `The code of your case at ${name}`,
    blocks: [
      {
        text: `Someone who can’t sign in to ${name} asked support for help with your account. Two people from support checked who that is, and confirmed the case. This is its code.`,
      },
      {
        facts: [
          ...(account === null ? [] : [['Account', account] as const]),
          ['Case number', number],
          ...whenceFacts(from),
          ...(from.place === null ? [] : [['Place, roughly', from.place] as const]),
        ],
      },
      {
        text: 'If it isn’t you, don’t type the code anywhere and don’t tell anyone: whoever asks you for it wants to get into your account. Tell support at once that this case isn’t yours, and open your account on a device that is signed in.',
      },
      accountLink(url),
      {
        text: `If that is you, type this code on the page where you opened the case, in the same browser. It works nowhere else, and only until ${moment(until)}. If you get another mail like this, only the code of the newest one works.`,
      },
      { code },
      { link: { href: `${url}/support-case`, label: 'The page of your case' } },
    ],
  }
}
