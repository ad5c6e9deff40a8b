import { expect } from 'chai'
import { deviceName } from '../../server/requests/device-name.ts'
import { createCookies } from '../../server/sessions/cookies.ts'
import { hashToken, newToken } from '../../server/sessions/token.ts'

const TOKEN = newToken()

describe('cookies', () => {
  const tls = createCookies({ secure: true })
  const plain = createCookies({ secure: false })

  it('[H4] are __Host-, Secure and HttpOnly under https', () => {
    expect(tls.writeSession(TOKEN)).to.equal(
      `__Host-rekey_session=${TOKEN}; Max-Age=2592000; Path=/; HttpOnly; Secure; SameSite=Lax`,
    )
    expect(tls.writeBrowser(TOKEN)).to.equal(
      `__Host-rekey_browser=${TOKEN}; Max-Age=86400; Path=/; HttpOnly; Secure; SameSite=Strict`,
    )
    expect(tls.writeRead(TOKEN)).to.equal(
      `__Host-rekey_read=${TOKEN}; Max-Age=86400; Path=/; HttpOnly; Secure; SameSite=Strict`,
    )
  })

  it('[H4] a TLS deployment never reads a plain name, which any subdomain could set', () => {
    expect(tls.readSession(`rekey_session=${TOKEN}`)).to.equal(null)
    expect(tls.readBrowser(`rekey_browser=${TOKEN}`)).to.equal(null)
    expect(tls.readRead(`rekey_read=${TOKEN}`)).to.equal(null)
    expect(tls.readRead(`__Host-rekey_read=${TOKEN}`)).to.equal(TOKEN)
    expect(tls.readSession(`rekey_session=${newToken()}; __Host-rekey_session=${TOKEN}`)).to.equal(TOKEN)
  })

  it('work under plain http on localhost', () => {
    expect(plain.writeSession(TOKEN)).to.not.include('Secure')
    expect(plain.readSession(`a=b; rekey_session=${TOKEN}`)).to.equal(TOKEN)
    expect(plain.readBrowser(`rekey_session=${TOKEN}`)).to.equal(null)
  })

  it('that are not 256 bits of base64url are as good as none', () => {
    for (const value of ['', 'x', `${TOKEN}x`, `${TOKEN.slice(1)}%20`, '__proto__']) {
      expect(plain.readSession(`rekey_session=${value}`), value).to.equal(null)
    }
    expect(plain.readSession(undefined)).to.equal(null)
  })

  it('are taken back by an empty one', () => {
    expect(tls.clearSession()).to.include('__Host-rekey_session=; Max-Age=0; Path=/')
  })

  it('[A29] a token has 256 bits and is stored as something else', () => {
    expect(Buffer.from(TOKEN, 'base64url')).to.have.length(32)
    expect(hashToken(TOKEN))
      .to.match(/^[\w-]{43}$/)
      .and.to.not.equal(TOKEN)
  })
})

describe('device names', () => {
  const known: [userAgent: string | undefined, name: string][] = [
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
      'Chrome on Windows',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
      'Safari on iOS',
    ],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox on Linux'],
    [undefined, 'Unknown browser'],
    ['', 'Unknown browser'],
    ['curl/8.1', 'Unknown browser'],
  ]
  for (const [userAgent, name] of known) {
    it(`${JSON.stringify(userAgent)?.slice(0, 40)} is ${name}`, () =>
      expect(deviceName(userAgent)).to.equal(name))
  }

  it("[H5] no stranger's sentence comes through", () => {
    for (const userAgent of [
      '<b>Your bank</b>/1.0',
      'Please-press-approve/1.0',
      'a\u202eb/1',
      `${'Chrome/'.repeat(9999)}`,
    ]) {
      expect(deviceName(userAgent))
        .to.match(/^[\w .-]{1,60}$/)
        .and.to.not.match(/bank|Please/)
    }
  })
})
