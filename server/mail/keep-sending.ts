import type { Logger } from 'pino'
import type { AccountId } from '../../shared/ids.ts'
import { keepEmptying } from '../outbox/keep-emptying.ts'
import type { Outbox } from '../outbox/outbox.ts'
import type { Careful } from '../warnings/careful.ts'
import type { Warnings } from '../warnings/warnings.ts'
import { writeOut } from './content.ts'
import type { LeasedMail } from './leased-mail.ts'
import type { MailSite } from './letter.ts'
import type { Mailer, Sending } from './mail.ts'
import { retryAfterMs } from './retry.ts'

interface SendingDeps {
  readonly outbox: Pick<Outbox<LeasedMail>, 'lease' | 'sent' | 'putOff' | 'refused'>
  readonly mailer: Mailer
  readonly site: MailSite
  /** Names the account that a mail is about; null if it is gone. */
  readonly nameOf: (accountId: AccountId) => Promise<string | null>
  readonly warnings: Pick<Warnings, 'begin' | 'end'>
  readonly careful: Careful
  readonly log: Pick<Logger, 'warn'>
  readonly everyMs?: number
}

/** Sends the mails that are due, on every node. Returns a function that stops it; see keepEmptying. */
export function keepSending(deps: SendingDeps): () => Promise<void> {
  const { outbox, mailer, site, nameOf, warnings, careful, log, everyMs } = deps

  async function send(mail: LeasedMail): Promise<boolean> {
    const done = await attempt(mail)
    if (done.outcome === 'sent') {
      await outbox.sent(mail)
      warnings.end('mail')
    } else if (done.outcome === 'refused') {
      await outbox.refused(mail, done.why)
      log.warn({ mail: mail.id, why: done.why }, 'A mail was refused: the mail server has no such mailbox.')
      warnings.begin('mail', MAIL_WAITS) // [M49]
    } else await putOff(mail, done.why)
    return done.outcome !== 'later'
  }

  async function attempt({ id, to, accountId, at, content }: LeasedMail): Promise<Sending> {
    try {
      const account = accountId && (await nameOf(accountId))
      return await mailer.send({ id, to, at, ...writeOut(content, site, { at, account }) })
    } catch {
      // A newer version wrote it, say, or the database is away. It must not keep the others waiting.
      return { outcome: 'later', why: 'unreadable' } // [M13]
    }
  }

  async function putOff(mail: LeasedMail, why: string): Promise<void> {
    const now = await outbox.putOff(mail, retryAfterMs(mail.tries), why)
    log.warn({ mail: mail.id, why, tries: mail.tries }, `A mail could not be handed to ${mailer.place}.`)
    warnings.begin('mail', MAIL_WAITS)
    if (now === 'given-up') warnings.begin('mail-given-up', GIVEN_UP)
  }

  const failed = (err: unknown) => warnings.begin('mail', MAIL_WAITS, err)
  return keepEmptying({ outbox, what: 'sending mail', send, failed, careful, everyMs })
}

const MAIL_WAITS =
  'Mail cannot be sent. Rekey tries each again for three days, unless there is no such mailbox; the log says why.'

/** That mails are lost. */
export const GIVEN_UP = 'Mails were given up, because they could not be sent in time.'
