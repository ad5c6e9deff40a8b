import type { Logger } from 'pino'
import type { AccountId } from '../../shared/ids.ts'
import { again } from '../warnings/again.ts'
import type { Careful } from '../warnings/careful.ts'
import type { Warnings } from '../warnings/warnings.ts'
import { writeOut } from './content.ts'
import type { MailSite } from './letter.ts'
import type { Mailer, Sending } from './mail.ts'
import type { LeasedMail, Outbox } from './outbox.ts'
import { LEASE_MS, retryAfterMs } from './retry.ts'

/** How often a node looks for mails that are due. */
const EVERY_MS = 1_000
/** Mails that a node sends at the same time. */
const AT_ONCE = 5
/** How long the end of a node waits for mails that it is sending. */
const LAST_MS = 2_000

interface SendingDeps {
  readonly outbox: Pick<Outbox, 'lease' | 'sent' | 'putOff' | 'refused'>
  readonly mailer: Mailer
  readonly site: MailSite
  /** Names the account that a mail is about; null if it is gone. */
  readonly nameOf: (accountId: AccountId) => Promise<string | null>
  readonly warnings: Pick<Warnings, 'begin' | 'end'>
  readonly careful: Careful
  readonly log: Pick<Logger, 'info' | 'warn'>
  readonly everyMs?: number
}

/**
 * Sends what is due in the outbox, once a second on every node. Returns a function that stops it, and waits a moment for
 * what is being sent; what is not sent by then is sent by another node, or after the next start.
 */
export function keepSending(deps: SendingDeps): () => Promise<void> {
  const { outbox, mailer, site, nameOf, warnings, careful, log, everyMs = EVERY_MS } = deps
  let stopped = false
  let sending: Promise<void> = Promise.resolve()

  const stop = again(careful, everyMs, 'sending mail', () => {
    sending = sendDue().catch((err: unknown) => warnings.begin('mail', MAIL_WAITS, err)) // [M12]
    return sending
  })

  /** If one has to wait, so would the next, so the rest is left for the next time. */
  async function sendDue(): Promise<void> {
    let goesOn = true
    while (goesOn && !stopped) {
      const mails = await outbox.lease(AT_ONCE, LEASE_MS)
      const outcomes = await Promise.all(mails.map(sendOne))
      goesOn = mails.length > 0 && !outcomes.includes('later')
    }
  }

  async function sendOne(mail: LeasedMail): Promise<Sending['outcome']> {
    const done = await attempt(mail)
    if (done.outcome === 'sent') {
      await outbox.sent(mail)
      warnings.end('mail')
    } else if (done.outcome === 'refused') {
      await outbox.refused(mail, done.why)
      log.info(
        { mail: mail.id, why: done.why },
        'A mail was refused for its recipient, and is not tried again.',
      )
    } else await putOff(mail, done.why)
    return done.outcome
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

  return async () => {
    stopped = true
    stop()
    let timer: NodeJS.Timeout | undefined
    const patience = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, LAST_MS)
    })
    await Promise.race([sending, patience])
    clearTimeout(timer)
  }
}

const MAIL_WAITS =
  'Mail cannot be sent, and waits. Rekey tries each mail again for three days; the log says why.'
const GIVEN_UP = 'Mails were given up, because they could not be sent in time.'
