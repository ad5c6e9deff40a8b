import { expect } from 'chai'
import { type ConfigError, parseConfig } from '../../server/standalone/config/config.ts'

const URL = 'https://www.example.com/events'
const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
const SITE = { PUBLIC_URL: 'https://login.example.com', RP_ID: 'example.com' }
const both = (url: string, secret = SECRET) => ({ WEBHOOK_URL: url, WEBHOOK_SECRET: secret })

function problem(environment: Readonly<Record<string, string>>): string {
  try {
    parseConfig({ ...SITE, ...environment })
    return 'none'
  } catch (error) {
    return (error as ConfigError).message
  }
}

describe('the settings of the webhook', () => {
  it('are an address and a secret, or neither', () => {
    expect(parseConfig({ ...SITE, ...both(URL) }).webhook).to.deep.equal({ url: URL, secrets: [SECRET] })
    expect(parseConfig(SITE).webhook).to.equal(null)
    expect(problem({ WEBHOOK_URL: URL })).to.match(/^WEBHOOK_SECRET must be set with WEBHOOK_URL/)
    expect(problem({ WEBHOOK_SECRET: SECRET })).to.match(/^WEBHOOK_URL must be set with WEBHOOK_SECRET/)
  })

  it('[N5] the secret is whsec_ and base64 of 24 to 64 bytes, and no message repeats it', () => {
    const of = (bytes: number) => `whsec_${Buffer.alloc(bytes, 7).toString('base64')}`
    for (const wrong of [
      of(23),
      of(65),
      of(32).slice(6),
      `${of(32)}!`,
      'whsec_not base64 at all, but long enough',
    ]) {
      const says = problem(both(URL, wrong))
      expect(says, wrong).to.match(/^WEBHOOK_SECRET must be whsec_ and then base64 of 24 to 64 random bytes/)
      expect(says).not.to.include(wrong.slice(-12))
    }
    for (const right of [24, 32, 64]) expect(problem(both(URL, of(right)))).to.equal('none')
  })

  it('[N18] a previous secret has that form too, and is not the secret itself', () => {
    const previous = `whsec_${Buffer.alloc(32, 8).toString('base64')}`
    const changed = { ...both(URL), WEBHOOK_SECRET_PREVIOUS: previous }
    expect(parseConfig({ ...SITE, ...changed }).webhook?.secrets).to.deep.equal([SECRET, previous])
    const malformed = problem({ ...changed, WEBHOOK_SECRET_PREVIOUS: previous.slice(6) })
    expect(malformed).to.match(/^WEBHOOK_SECRET_PREVIOUS must be whsec_/)
    const same = problem({ ...changed, WEBHOOK_SECRET: previous })
    const alone = problem({ WEBHOOK_SECRET_PREVIOUS: previous })
    for (const says of [same, alone])
      expect(says).to.match(/^WEBHOOK_SECRET must be set with WEBHOOK_SECRET_P/)
    for (const says of [malformed, same, alone]) expect(says).not.to.include(previous.slice(-12))
  })

  it('[N5] the address is https, or in the own network for a site on localhost', () => {
    const afar = /^WEBHOOK_URL must begin with https:/
    const local = { PUBLIC_URL: 'http://localhost:3000', RP_ID: 'localhost' }
    expect(problem(both('http://www.example.com/events'))).to.match(afar)
    expect(problem(both('http://127.0.0.1:8080/'))).to.match(afar)
    for (const near of ['localhost:8080', '127.0.0.1', '[::1]:80', 'receiver:8080', '10.0.0.5', 'a.internal'])
      expect(problem({ ...local, ...both(`http://${near}/`) }), near).to.equal('none')
    for (const far of ['www.example.com', '203.0.113.5', '172.32.0.1', '[2001:db8::1]'])
      expect(problem({ ...local, ...both(`http://${far}/`) }), far).to.match(afar)
  })

  it('the address has no user and nothing after a #', () => {
    expect(problem(both('https://me:secret@www.example.com/'))).to.match(/WEBHOOK_URL must not hold a user/)
    expect(problem(both(`${URL}#part`))).to.match(/WEBHOOK_URL must not have a # in it/)
    expect(problem(both('www.example.com'))).to.match(/WEBHOOK_URL must be a whole web address/)
  })

  it('none is shown on the console', () => {
    const previous = `whsec_${Buffer.alloc(32, 8).toString('base64')}`
    const { settings } = parseConfig({
      ...SITE,
      ...both(`${URL}?key=abc`),
      WEBHOOK_SECRET_PREVIOUS: previous,
    })
    const shown = settings.filter(({ name }) => name.startsWith('WEBHOOK_'))
    expect(shown.map(({ value, set }) => [value, set])).to.deep.equal([
      [null, true],
      [null, true],
      [null, true],
    ])
  })
})
