import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { createFileMailer } from '../../server/mail/file-mailer.ts'
import type { Mail } from '../../server/mail/mail.ts'
import { createSmtpMailer } from '../../server/mail/smtp-mailer.ts'
import { freePort } from '../support/free-port.ts'
import { type MailServer, startMailServer } from '../support/mail-server.ts'
import { readEml } from '../support/read-eml.ts'

const SENDER = { name: 'Ex, ample', address: 'no-reply@example.com' }
const MAIL: Mail = {
  id: 'an-id',
  to: 'alice@example.com',
  subject: 'Grüße',
  text: 'Ein Text, übersetzt.\n\n'.repeat(20),
  html: '<p>Ein Text, <b>übersetzt</b>.</p>',
  at: Date.UTC(2026, 10, 29, 3, 4, 5),
}

describe('mail by SMTP', () => {
  let server: MailServer
  beforeEach(async () => {
    server = await startMailServer()
  })
  afterEach(() => server.close())

  const mailer = (
    more: { port?: number; mayBePlain?: boolean; login?: { user: string; pass: string } } = {},
    longestMs = 10_000,
  ) =>
    createSmtpMailer({
      server: { host: '127.0.0.1', port: server.port, tls: false, mayBePlain: true, login: null, ...more },
      sender: SENDER,
      host: 'login.example.com',
      longestMs,
    })

  it('[M3] arrives as text and HTML, marked as written by a program, with an id of ours', async () => {
    expect(await mailer().send(MAIL)).to.deep.equal({ outcome: 'sent' })
    expect(await mailer().send(MAIL)).to.deep.equal({ outcome: 'sent' })
    const [mail, again] = server.mails.map(readEml)
    expect(mail?.headers).to.include({
      from: '"Ex, ample" <no-reply@example.com>',
      to: 'alice@example.com',
      'auto-submitted': 'auto-generated',
      'message-id': '<an-id@login.example.com>',
      date: 'Sun, 29 Nov 2026 03:04:05 +0000',
    })
    expect(again?.headers['message-id']).to.equal(mail?.headers['message-id'])
    expect(mail?.headers).not.to.have.property('x-mailer')
    expect(mail?.text.replaceAll('\r\n', '\n').trim()).to.equal(MAIL.text.trim())
    expect(mail?.html.trim()).to.equal(MAIL.html)
  })

  it('logs in where SMTP_URL says as whom', async () => {
    const login = { user: 'rekey', pass: 'p@ss' }
    expect(await mailer({ login }).send(MAIL)).to.deep.equal({ outcome: 'sent' })
    expect(server.logins).to.deep.equal(['rekey'])
    server.mood = 'refuses-login'
    expect(await mailer({ login }).send(MAIL)).to.deep.equal({ outcome: 'later', why: 'EAUTH 535' })
  })

  it('[M4] is not sent without TLS, except within this machine', async () => {
    const outcome = await mailer({ mayBePlain: false }).send(MAIL)
    expect(outcome).to.deep.include({ outcome: 'later' })
    expect(server.mails).to.deep.equal([])
  })

  it('[M5] is put off if a server takes too long', async () => {
    server.mood = 'hangs'
    expect(await mailer({}, 1_000).send(MAIL)).to.deep.equal({ outcome: 'later', why: 'too-slow' })
  })

  it('[M5] ends its connection with the try, also where a server goes on saying something for ever', async () => {
    const talking = createServer().listen(0, '127.0.0.1').unref()
    await once(talking, 'listening')
    const { port } = talking.address() as AddressInfo
    const sending = mailer({ port }, 1_000).send(MAIL)
    const [connection] = (await once(talking, 'connection')) as [Socket]
    const gone = new Promise<void>((resolve) => connection.once('close', () => resolve()))
    connection.unref().on('error', () => {})
    connection.write('220 hello\r\n')
    const again = setInterval(() => connection.write('250-and another thing\r\n'), 50).unref()
    expect(await sending).to.deep.equal({ outcome: 'later', why: 'too-slow' })
    await gone
    clearInterval(again)
    talking.close()
  })

  it('is put off if a server is full or not there', async () => {
    server.mood = 'is-full'
    expect(await mailer().send(MAIL)).to.deep.equal({ outcome: 'later', why: 'EENVELOPE 452' })
    const away = createSmtpMailer({
      server: { host: '127.0.0.1', port: await freePort(), tls: false, mayBePlain: true, login: null },
      sender: SENDER,
      host: 'localhost',
    })
    expect(await away.send(MAIL)).to.deep.include({ outcome: 'later' })
  })

  const NO_MAILBOX = ['550 5.1.1 Unknown', '553 5.1.3 Syntax', '551 5.1.6 Moved', '556 5.1.10 No mail here']
  for (const refusal of NO_MAILBOX) {
    it(`[M6] ends where there is no such mailbox: ${refusal}`, async () => {
      server.refusal = refusal
      const why = refusal.split(' ', 2).join(' ')
      for (const mood of ['refuses', 'refuses-late'] as const) {
        server.mood = mood
        expect(await mailer().send(MAIL)).to.deep.equal({ outcome: 'refused', why })
      }
    })
  }

  const TO_BE_MENDED = [
    ['550 5.7.1 Relaying denied', '550 5.7.1'],
    ['550 5.7.23 SPF failed', '550 5.7.23'],
    ['554 5.7.1 On a blocklist', '554 5.7.1'],
    ['552 5.2.2 The mailbox is full', '552 5.2.2'],
    ['550 5.1.8 No such sender', '550 5.1.8'],
    ['450 5.1.1 Come back later', '450 5.1.1'],
    // Servers without a status say this of mailboxes and of whom they relay for.
    ['550 Denied', '550'],
    // An address, not a status.
    ['550 5.1.1.2 is on a blocklist', '550'],
  ] as const
  for (const [refusal, why] of TO_BE_MENDED) {
    it(`[M6] waits where that can be mended: ${refusal}`, async () => {
      server.refusal = refusal
      server.mood = 'refuses'
      expect(await mailer().send(MAIL)).to.deep.equal({ outcome: 'later', why: `EENVELOPE ${why}` })
      server.mood = 'refuses-late'
      expect(await mailer().send(MAIL)).to.deep.equal({ outcome: 'later', why: `EMESSAGE ${why}` })
    })
  }
})

describe('mail in files', () => {
  let folder: string
  const lines: unknown[] = []
  const mailer = () =>
    createFileMailer({
      folder: join(folder, 'mail'),
      sender: SENDER,
      host: 'localhost',
      log: { info: (...line: unknown[]) => void lines.push(line) },
    })
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rekey-mail-'))
    lines.length = 0
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('[M7] is one file for each, however often it is tried; the log says where and not what', async () => {
    await mailer().send(MAIL)
    await mailer().send(MAIL)
    const files = readdirSync(join(folder, 'mail'))
    expect(files).to.deep.equal(['2026-11-29T03-04-05.000Z an-id.eml'])
    const file = join(folder, 'mail', files[0] ?? '')
    expect(readEml(readFileSync(file, 'utf8')).html.trim()).to.equal(MAIL.html)
    expect(lines).to.have.length(2)
    expect(lines[0]).to.deep.equal([{ file }, 'A mail was written into a file.'])
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o077).to.equal(0)
  })

  it('is put off while it cannot be written', async () => {
    writeFileSync(join(folder, 'mail'), 'a file in the place of the folder')
    expect(await mailer().send(MAIL)).to.deep.include({ outcome: 'later' })
    expect(lines).to.deep.equal([])
  })
})
