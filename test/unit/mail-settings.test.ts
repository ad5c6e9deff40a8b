import { expect } from 'chai'
import { type ConfigError, parseConfig } from '../../server/standalone/config/config.ts'
import { mailInUse } from '../../server/standalone/welcome.ts'

const PUBLIC = { PUBLIC_URL: 'https://login.example.com', RP_ID: 'example.com', SITE_NAME: 'Example' }

function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    parseConfig(environment)
    return []
  } catch (error) {
    return (error as ConfigError).problems
  }
}

describe('the settings of mail', () => {
  const wayOf = (environment: Record<string, string>) => parseConfig(environment).mail.way

  it('[M15] write files on localhost, and say elsewhere that there is no mail without a server', () => {
    expect(wayOf({})).to.equal('file')
    expect(wayOf(PUBLIC)).to.equal('no-server')
    expect(mailInUse(parseConfig(PUBLIC))).to.equal(
      'Mail: none, because SMTP_URL is not set; without it, nobody can use an e-mail address.',
    )
    expect(mailInUse(parseConfig({}))).to.contain('written into files under data/mail')
    expect(mailInUse(parseConfig({ MAIL: 'off' }))).to.equal('Mail: none, because MAIL is off.')
  })

  it('name a server, with the usual port and the login that is written in it', () => {
    const smtpOf = (SMTP_URL: string) => parseConfig({ ...PUBLIC, SMTP_URL }).mail.way
    const login = { user: 'rekey', pass: 'p@ss/w:rd' }
    expect(smtpOf('smtps://rekey:p%40ss%2Fw%3Ard@mail.example.com')).to.deep.equal({
      smtp: { host: 'mail.example.com', port: 465, tls: true, mayBePlain: false, login },
    })
    expect(smtpOf('smtp://rekey:p%40ss%2Fw%3Ard@mail.example.com')).to.deep.include({
      smtp: { host: 'mail.example.com', port: 587, tls: false, mayBePlain: false, login },
    })
    expect(smtpOf('smtp://[::1]:2525')).to.deep.equal({
      smtp: { host: '::1', port: 2525, tls: false, mayBePlain: true, login: null },
    })
    expect(smtpOf('smtp://localhost')).to.deep.equal({
      smtp: { host: 'localhost', port: 25, tls: false, mayBePlain: true, login: null },
    })
  })

  it('come from SITE_NAME at the domain of the passkeys, or from who MAIL_FROM names', () => {
    const senderOf = (more: Record<string, string>) => parseConfig({ ...PUBLIC, ...more }).mail.sender
    expect(senderOf({})).to.deep.equal({ name: 'Example', address: 'no-reply@example.com' })
    expect(senderOf({ MAIL_FROM: 'help@Example.com' })).to.deep.equal({
      name: 'Example',
      address: 'help@example.com',
    })
    expect(senderOf({ MAIL_FROM: 'Example Help <help@example.com>' })).to.deep.equal({
      name: 'Example Help',
      address: 'help@example.com',
    })
  })

  const wrong: Readonly<Record<string, readonly [Record<string, string>, RegExp]>> = {
    'another scheme': [{ SMTP_URL: 'https://mail.example.com' }, /^SMTP_URL must be smtp:\/\/USER/],
    'a password that is not written as in an address': [
      { SMTP_URL: 'smtp://rekey:se/cret@mail.example.com' },
      /^SMTP_URL must be smtp:.* written as %40/,
    ],
    'a % in a password': [{ SMTP_URL: 'smtp://rekey:100%secret@mail.example.com' }, /^SMTP_URL has a %/],
    'a user without a password': [
      { SMTP_URL: 'smtp://rekey@mail.example.com' },
      /both a user and a password/,
    ],
    'no host': [{ SMTP_URL: 'smtp://' }, /^SMTP_URL must be smtp/],
    '[M2] options of the library': [
      { SMTP_URL: 'smtp://rekey:secret@mail.example.com?debug=true&logger=true' },
      /nothing after the port/,
    ],
    '[M14] a server and files': [
      { SMTP_URL: 'smtp://mail.example.com', MAIL: 'file' },
      /^MAIL must not be set with SMTP_URL/,
    ],
    '[M14] files that nobody reads': [{ MAIL: 'file' }, /^MAIL must not be file on a site/],
    'a sender without an address': [{ MAIL_FROM: 'Example' }, /^MAIL_FROM must be an e-mail address/],
  }
  for (const [what, [environment, says]] of Object.entries(wrong)) {
    it(`are refused in one sentence, which repeats no secret: ${what}`, () => {
      const problems = problemsOf({ ...PUBLIC, ...environment })
      expect(problems).to.have.length(1)
      expect(problems[0]).to.match(says)
      expect(problems[0]).not.to.contain('secret')
    })
  }

  it('are shown to admins without what is in SMTP_URL', () => {
    const { settings } = parseConfig({ ...PUBLIC, SMTP_URL: 'smtp://rekey:secret@mail.example.com' })
    expect(settings.find(({ name }) => name === 'SMTP_URL')).to.deep.equal({
      name: 'SMTP_URL',
      value: null,
      set: true,
    })
  })
})
