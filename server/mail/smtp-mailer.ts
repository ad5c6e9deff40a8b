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

/** The enhanced status of an answer (RFC 3463): it says why, where the three digits before it only say that. */
const STATUS = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})(?=\s|$)/

/**
 * There is no such mailbox, or none at its domain: bad mailbox, bad or no mail host, bad syntax, moved away. The others of
 * 5.1.x are about the sender, or say nothing of either.
 */
const NO_MAILBOX = /^5\.1\.(1|2|3|6|10)$/

/**
 * Only a recipient that doesn't exist ends a mail at once. Everything else may be mended: a full mailbox by its owner; a
 * relay that refuses us, SPF or a blocklist by an operator. A refusal without a status waits too: servers say a bare 550
 * for both, and a wrong guess would lose a pause link.
 */
function outcomeOf(err: unknown): Sending {
  const { responseCode, response, code, command } = err as {
    responseCode?: unknown
    response?: unknown
    code?: unknown
    command?: unknown
  }
  if (code === 'EABORT') return { outcome: 'later', why: 'too-slow' }
  const word = typeof code === 'string' && /^[A-Z0-9_]{1,40}$/.test(code) ? code : 'ERROR'
  if (typeof responseCode !== 'number') return { outcome: 'later', why: word }
  const status = typeof response === 'string' ? STATUS.exec(response)?.[1] : undefined
  const answer = status ? `${responseCode} ${status}` : String(responseCode)
  const ofMail = command === 'RCPT TO' || command === 'DATA'
  const isFinal = responseCode >= 500 && NO_MAILBOX.test(status ?? '')
  if (ofMail && isFinal) return { outcome: 'refused', why: answer } // [M6]
  return { outcome: 'later', why: `${word} ${answer}` }
}
