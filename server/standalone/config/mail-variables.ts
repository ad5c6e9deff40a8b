import type { z } from 'zod'
import { readMailAddress } from '../../mail/mail-address.ts'
import type { Sender } from '../../mail/message.ts'
import { readSmtpUrl, type SmtpServer } from '../../mail/smtp-url.ts'
import { choice, text, type ValuesOf, variable } from '../../settings/variable.ts'

/** Settings of mail. */
export const MAIL_VARIABLES = {
  SMTP_URL: variable({
    schema: text().transform(smtpUrl),
    default: 'none',
    meaning:
      'Mail server: `smtp://` upgrades to TLS (port 587, or 25 without a user), `smtps://` begins with it (port 465). ' +
      'Without it, a site that is not on localhost sends no mail.',
    example: 'smtps://rekey:password@mail.example.com',
    secret: true,
  }),
  MAIL: variable({
    schema: choice('file', 'off'),
    default: '`file` on localhost without `SMTP_URL`',
    meaning:
      'What happens to mail instead: `file` writes each into a file under `DATA_DIR/mail`, on localhost only; `off` writes and sends none.',
    example: 'off',
  }),
  MAIL_FROM: variable({
    schema: text().transform(sender),
    default: '`SITE_NAME` at `no-reply@RP_ID`',
    meaning: 'Who mail comes from: an address, or a name and an address in angle brackets.',
    example: 'Example <no-reply@example.com>',
  }),
} as const

type MailValues = ValuesOf<typeof MAIL_VARIABLES>

/** Where mail goes, and who it comes from. */
export interface MailSettings {
  readonly way: { readonly smtp: SmtpServer } | 'file' | 'off' | 'no-server'
  readonly sender: Sender
}

interface Site {
  readonly rpId: string
  readonly name: string
  readonly onLocalhost: boolean
}

/** The settings of mail, with what the site makes of those that are not set. */
export function mailSettings(values: MailValues, { rpId, name, onLocalhost }: Site): MailSettings {
  const from = values.MAIL_FROM
  return {
    way: values.SMTP_URL ? { smtp: values.SMTP_URL } : (values.MAIL ?? (onLocalhost ? 'file' : 'no-server')),
    sender: from ? { name: from.name || name, address: from.address } : { name, address: `no-reply@${rpId}` },
  }
}

/** Whether there is any mail. */
export function sendsMail({ way }: MailSettings): boolean {
  return way === 'file' || typeof way === 'object'
}

const FILE_ELSEWHERE =
  'MAIL must not be file on a site that is not on localhost: nobody would get their mail; ' +
  `for example SMTP_URL=${MAIL_VARIABLES.SMTP_URL.example}`

/** What of them contradicts something else, as whole sentences. */
export function mailContradictions(values: MailValues, { onLocalhost }: Pick<Site, 'onLocalhost'>): string[] {
  if (values.MAIL && values.SMTP_URL) {
    return ['MAIL must not be set with SMTP_URL: mail is sent by that server. Remove one of the two.'] // [M14]
  }
  if (values.MAIL === 'file' && !onLocalhost) return [FILE_ELSEWHERE] // [M14]
  return []
}

function smtpUrl(value: string, context: z.RefinementCtx<string>): SmtpServer {
  const server = readSmtpUrl(value)
  if ('problem' in server) context.addIssue(server.problem)
  return server as SmtpServer
}

function sender(value: string, context: z.RefinementCtx<string>): Sender {
  const [, name = '', inside] = /^([^<>]*)<([^<>]+)>$/.exec(value) ?? []
  const address = readMailAddress(inside ?? value)
  if (address === null || /\p{C}/u.test(name)) {
    context.addIssue('must be an e-mail address, or a name and then an address in angle brackets')
  }
  return { name: name.trim(), address: address ?? '' }
}
