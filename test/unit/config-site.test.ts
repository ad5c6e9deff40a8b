import { expect } from 'chai'
import { type ConfigError, parseConfig } from '../../server/standalone/config/config.ts'
import { block } from '../support/documented.ts'

function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    parseConfig(environment)
    return []
  } catch (error) {
    return (error as ConfigError).problems
  }
}

describe('configuration of how the site looks and where it helps', () => {
  it('[H77] reads where people get help, on the web or by mail', () => {
    for (const address of [
      'https://www.example.com/help?from=rekey#passkeys',
      'http://intranet.example/help',
      'mailto:help@example.com?subject=Passkey',
    ])
      expect(parseConfig({ SUPPORT_URL: address }).supportUrl).to.equal(address)
    expect(parseConfig({ SUPPORT_URL: ' ' }).supportUrl).to.equal(null)
  })

  it('[H84] gives where people get help so that no page of the site takes it for one of its own', () => {
    const supportUrl = (SUPPORT_URL: string) => parseConfig({ SUPPORT_URL }).supportUrl
    for (const address of [
      'https:help.example.com',
      'https:/help.example.com',
      ' HTTPS:\\\\help.example.com ',
    ])
      expect(supportUrl(address), address).to.equal('https://help.example.com/')
    expect(supportUrl('MailTo:help@example.com')).to.equal('mailto:help@example.com')
  })

  it('takes what docs/integrate.md writes down', () => {
    const lines = block('docs/integrate.md', 'SITE_NAME=Example').trim().split('\n')
    const { rp, supportUrl, brand } = parseConfig(Object.fromEntries(lines.map((line) => line.split('='))))
    expect([rp.name, supportUrl]).to.deep.equal(['Example', 'https://www.example.com/help'])
    expect(brand).to.deep.include({
      logoFiles: ['/etc/rekey/logo.svg', '/etc/rekey/logo-dark.svg'],
      iconFile: '/etc/rekey/icon.svg',
      touchIconFile: '/etc/rekey/touch-icon.png',
    })
    expect(brand.accent?.light).to.equal('#7a1fa2')
  })

  const wrong: [variable: string, value: string, says: string][] = [
    ['SUPPORT_URL', 'www.example.com/help', 'must be a whole web address, or begin with mailto:'],
    ['SUPPORT_URL', 'help@example.com', 'must begin with mailto:'],
    ['SUPPORT_URL', 'mailto:', 'must name one address'],
    ['SUPPORT_URL', 'mailto:help', 'must name one address'],
    ['SUPPORT_URL', 'javascript:alert(1)', 'must be a whole web address'],
    ['SUPPORT_URL', 'data:text/html,hi', 'must be a whole web address'],
    ['SUPPORT_URL', 'https://me:hush@example.com', 'must not hold a user or password'],
    ['LOGO_FILE', 'a.svg,b.svg,c.svg', 'must be one file, or two with a comma between'],
    ['LOGO_FILE', 'a.svg,', 'empty entry'],
    ['ACCENT_COLOR', 'red', 'must be a colour as #rrggbb'],
    ['ACCENT_COLOR', '#ffdd00', 'on light pages #ffdd00 has 1.'],
  ]
  for (const [variable, value, says] of wrong) {
    const id = variable === 'SUPPORT_URL' ? '[H77] ' : ''
    it(`${id}refuses ${variable}=${value} in a sentence with an example`, () => {
      const [problem = '', ...others] = problemsOf({ [variable]: value })
      expect(others).to.deep.equal([])
      expect(problem).to.include(says).and.to.include(`; for example ${variable}=`)
    })
  }
})
