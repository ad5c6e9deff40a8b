import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/**
 * What a mail server does with the next mails. `refuses`: it says `refusal` to the recipient, and `refuses-late` to the
 * mail itself. `hangs`: it takes a mail and answers nothing.
 */
type Mood = 'takes' | 'refuses' | 'refuses-late' | 'is-full' | 'refuses-login' | 'hangs'

/** A real SMTP server of this process, which keeps what it gets. */
export interface MailServer {
  readonly port: number
  /** The mails that it took, as they came. */
  readonly mails: string[]
  mood: Mood
  /** A code of SMTP, and what is to be said after it. */
  refusal: string
  /** Who logged in, for each connection that did. */
  readonly logins: string[]
  /** Resolves when a mail has come that it answers nothing for. */
  hung(): Promise<void>
  close(): Promise<void>
}

export async function startMailServer({ port = 0, tls = false } = {}): Promise<MailServer> {
  const waiting: (() => void)[] = []
  let hangs = 0
  const told: MailServer = {
    port: 0,
    mails: [],
    mood: 'takes',
    refusal: '550 5.1.1 No such mailbox',
    logins: [],
    async hung() {
      if (hangs === 0) await new Promise<void>((resolve) => waiting.push(resolve))
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
  const server = new SMTPServer({
    authOptional: true,
    hideSTARTTLS: !tls,
    allowInsecureAuth: true,
    // It would wait for clients that it hangs up on.
    closeTimeout: 100,
    onAuth({ username = '' }, _session, done) {
      told.logins.push(username)
      if (told.mood === 'refuses-login') return done(failing('535 Wrong password'))
      done(null, { user: username })
    },
    onRcptTo(_address, _session, done) {
      if (told.mood === 'is-full') return done(failing('452 No room'))
      done(told.mood === 'refuses' ? failing(told.refusal) : null)
    },
    onData(stream, _session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        if (told.mood === 'hangs') {
          hangs += 1
          for (const go of waiting.splice(0)) go()
          return
        }
        if (told.mood === 'refuses-late') return done(failing(told.refusal))
        told.mails.push(Buffer.concat(chunks).toString('utf8'))
        done()
      })
    },
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return Object.assign(told, { port: (server.server.address() as AddressInfo).port })
}

function failing(answer: string): Error {
  return Object.assign(new Error(answer.slice(4)), { responseCode: Number(answer.slice(0, 3)) })
}
