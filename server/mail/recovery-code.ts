import type { Whence } from './content.ts'
import type { Letter, MailSite } from './letter.ts'
import { grouped } from './messages.ts'
import { moment, whenceFacts } from './notices/messages.ts'
import type { About } from './notices/notice.ts'

/** The code and the link of a recovery by e-mail. They are for the page that asked alone. */
export interface RecoveryCode {
  readonly what: 'recovery-code'
  readonly code: string
  /** Of the link. */
  readonly secret: string
  readonly from: Whence & { readonly place: string | null }
}

/** Who asked comes before the code, so that it is read first. Opening the link changes nothing. */
export function recoveryCode(
  { code, secret, from }: RecoveryCode,
  { name, url }: MailSite,
  { at, account }: About,
): Letter {
  return {
    subject: `Your code to get back into ${name}`,
    blocks: [
      { text: `Someone who can’t sign in to ${name} wants to get back into your account with this address.` },
      {
        facts: [
          ...(account === null ? [] : [['Account', account] as const]),
          ['When', moment(at)],
          ...whenceFacts(from),
          ...(from.place === null ? [] : [['Place, roughly', from.place] as const]),
        ],
      },
      {
        text: 'If it isn’t you, do nothing. Don’t tell anyone the code: whoever asks you for it, on the phone or in a message, wants to get into your account.',
      },
      { text: 'If that is you, type this code on the page where you asked for it. It works for 10 minutes.' },
      { code: grouped(code) },
      {
        text: 'Or open this link in the browser where you asked. In any other browser, it shows you the code. The link works for 30 minutes, and opening it changes nothing: the page has a button.',
      },
      { link: { href: `${url}/email-link#${secret}`, label: 'Continue' } },
    ],
  }
}
