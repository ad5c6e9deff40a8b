import { createTransport } from 'nodemailer'
import type { Mailer, Sending } from './mail.ts'
import { messageOf, type Sender } from './message.ts'
import type { SmtpServer } from './smtp-url.ts'

/** How long a server may take to take the connection, and then to say anything. */
const CONNECT_MS = 10_000
const SILENT_MS = 20_000
/** How long one mail may take, however often a slow server says something. */
const LONGEST_MS = 60_000
/** How long a server may take to hang up too. */
const LEAVING_MS = 1_000

interface SmtpOptions {
  readonly server: SmtpServer
  readonly sender: Sender
  /** For Message-IDs. */
  readonly host: string
  readonly longestMs?: number
}

/**
 * Sends by SMTP, with a connection for each mail. Outside of this machine it sends nothing without TLS, whose
 * certificate has to be right.
 */
export function createSmtpMailer({ server, sender, host, longestMs = LONGEST_MS }: SmtpOptions): Mailer {
  const transport = createTransport({
    host: server.host,
    port: server.port,
    secure: server.tls,
    requireTLS: !server.tls && !server.mayBePlain, // [M4]
    // A server on this machine often has a certificate for another name, or for none.
    ignoreTLS: !server.tls && server.mayBePlain,
    ...(server.login && { auth: server.login }),
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    dnsTimeout: CONNECT_MS,
    socketTimeout: SILENT_MS,
    socketCloseTimeout: LEAVING_MS,
    logger: false,
  })
  return {
    place: `the mail server ${server.host}`,
    async send(mail) {
      try {
        await transport.sendMail({
          ...messageOf(mail, sender, host),
          signal: AbortSignal.timeout(longestMs), // [M5]
        })
        return { outcome: 'sent' }
      } catch (err) {
        return outcomeOf(err)
      }
    },
  }
}

/** What is wrong with the recipient, for good: such a mailbox is not there, or takes nothing from us. */
const FOR_GOOD = /^5(2[0-9]|5[01346])$/

/**
 * An answer to RCPT or DATA that begins with 5 is for good. Others say that something is set wrongly here, such as the
 * password, or that a mailbox is full (552): an operator or the recipient can mend that.
 */
function outcomeOf(err: unknown): Sending {
  const { responseCode, code, command } = err as {
    responseCode?: unknown
    code?: unknown
    command?: unknown
  }
  if (code === 'EABORT') return { outcome: 'later', why: 'too-slow' }
  const answer = typeof responseCode === 'number' ? String(responseCode) : null
  const ofMail = command === 'RCPT TO' || command === 'DATA'
  if (answer && ofMail && FOR_GOOD.test(answer)) return { outcome: 'refused', why: answer } // [M6]
  const word = typeof code === 'string' && /^[A-Z0-9_]{1,40}$/.test(code) ? code : 'ERROR'
  return { outcome: 'later', why: answer ? `${word} ${answer}` : word }
}
