import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** What a mail server does with the next mails. `hangs`: it takes a mail and answers nothing. */
type Mood = 'takes' | 'refuses-recipient' | 'is-full' | 'mailbox-full' | 'refuses-login' | 'hangs'

/** A real SMTP server of this process, which keeps what it gets. */
export interface MailServer {
  readonly port: number
  /** The mails that it took, as they came. */
  readonly mails: string[]
  mood: Mood
  /** Who logged in, for each connection that did. */
  readonly logins: string[]
  /** Resolves when a mail has come that it answers nothing for. */
  hung(): Promise<void>
  close(): Promise<void>
}

const ANSWERS: Readonly<Partial<Record<Mood, number>>> = {
  'refuses-recipient': 550,
  'is-full': 452,
  'mailbox-full': 552,
}

export async function startMailServer({ port = 0, tls = false } = {}): Promise<MailServer> {
  const waiting: (() => void)[] = []
  let hangs = 0
  const told: MailServer = {
    port: 0,
    mails: [],
    mood: 'takes',
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
      if (told.mood === 'refuses-login') return done(failing(535))
      done(null, { user: username })
    },
    onRcptTo(_address, _session, done) {
      const code = ANSWERS[told.mood]
      done(code ? failing(code) : null)
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
        told.mails.push(Buffer.concat(chunks).toString('utf8'))
        done()
      })
    },
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return Object.assign(told, { port: (server.server.address() as AddressInfo).port })
}

function failing(responseCode: number): Error {
  return Object.assign(new Error('Refused on purpose.'), { responseCode })
}
