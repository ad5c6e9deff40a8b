import { expect } from 'chai'
import { ConfigError, parseConfig } from '../../server/standalone/config/config.ts'
import { VARIABLES } from '../../server/standalone/config/variables.ts'

function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    parseConfig(environment)
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}

/** As files of settings have it where nothing puts a value in its place. */
const UNREPLACED = ['(cat it)', '{IT}', '{{ it }}', 'IT'].map((name) => `$${name}`)
const QUOTES = ['"', "'", '`']

describe('a setting as it was written', () => {
  for (const [name, { example, ...variable }] of Object.entries(VARIABLES)) {
    it(`[H87] is refused as ${name} where quotes or names of values were left in it`, () => {
      const asWritten = [...UNREPLACED, ...QUOTES.map((quote) => `${quote}${example}${quote}\r`)]
      if ('path' in variable) asWritten.push('~/it', 'https://example.com/it')
      for (const value of asWritten) {
        const [problem] = problemsOf({ DATABASE_URL: 'postgres://localhost/rekey', [name]: value })
        expect(problem, value)
          .to.match(/without quotes|nothing here replaces|only a shell replaces|on this machine/)
          .and.match(/^[A-Z_]+ .*; for example [A-Z_]+=\S/)
      }
    })
  }

  for (const [name, { example, ...variable }] of Object.entries(VARIABLES)) {
    if ('list' in variable)
      it(`[H85] is refused as ${name} for its second entry alone, and nothing of that is repeated`, () => {
        const wrong = ["'it'", '$IT']
        if ('path' in variable) wrong.push('~/it', 'https://example.com/it?key=hush', 'https:/it?key=hush')
        for (const second of wrong) {
          const [problem] = problemsOf({ [name]: `${example.split(',')[0]}, ${second}` })
          expect(problem, second)
            .to.match(/without quotes|nothing here replaces|only a shell replaces|on this machine/)
            .and.not.contain('hush')
        }
      })
    if ('path' in variable)
      it(`[H86] is refused as ${name} where a folder of it is the name of a value`, () => {
        for (const path of ['/srv/$IT/data', '/srv/$it', '$it/data', './$_it'])
          expect(problemsOf({ [name]: path })[0], path).to.match(/nothing here replaces/)
        expect(problemsOf({ [name]: '/srv/a$b/$5' })).to.deep.equal([])
      })
  }

  it('[H87] is refused where the host of an address is the name of a value', () => {
    for (const [name, address] of [
      ['SUPPORT_URL', 'https://$HOST/help'],
      ['SUPPORT_URL', 'https://help.$domain/'],
      ['SUPPORT_URL', 'mailto:help@$DOMAIN'],
      ['RETURN_TO', 'https://www.example.com/,https://$HOST/'],
      ['ORIGINS', 'https://$HOST'],
      ['PUBLIC_URL', 'https://$HOST'],
    ] as const)
      expect(problemsOf({ [name]: address })[0], address).to.match(/nothing here replaces/)
    expect(problemsOf({ SUPPORT_URL: 'https://help.example.com/$me' })).to.deep.equal([])
  })

  it('[H85] [H87] may have such marks inside where they belong to a password or a name', () => {
    const SECRET = `$x$\{y}$(z)"'${'x'.repeat(32)}`
    const DATABASE_URL = `postgres://app:$IT$\{x}@db.example/rekey`
    expect(problemsOf({ SECRET, DATABASE_URL, SITE_NAME: "A$AP, 'Q'" })).to.deep.equal([])
  })

  it('[H88] is repeated, but not where a part of it could be a password', () => {
    expect(problemsOf({ PORT: 'eighty' })[0]).to.include('not "eighty"')
    const addresses = [
      'https://me:hush@x.example',
      'https://me:hu/sh@x.example',
      'me:hush@',
      'https://x.example/?key=hush',
    ]
    for (const name of Object.keys(VARIABLES))
      for (const address of addresses)
        expect(problemsOf({ [name]: address }).join(' '), name).not.to.match(/hu\/?sh/)
  })

  it('takes a domain as people write it, and words with a line end of Windows behind them', () => {
    expect(
      parseConfig({ PUBLIC_URL: 'https://login.münchen.example', RP_ID: 'München.example' }).rp.id,
    ).to.equal('xn--mnchen-3ya.example')
    const { signUp, methods } = parseConfig({ SIGN_UP: 'closed\r', DUAL_PIN: 'always ' })
    expect(signUp).to.equal('closed')
    expect(methods.pairing.dualPin).to.equal('always')
  })

  it('is named where its name is nearly right, and nothing of it', () => {
    const misspelt = (environment: Record<string, string>) => parseConfig(environment).misspelt
    for (const name of ['SIGNUP', 'sign_up', 'REKEY_SIGN_UP', 'Sign-Up'])
      expect(misspelt({ [name]: 'hush' })).to.equal(
        `${name} is set, and Rekey does not read it: write SIGN_UP.`,
      )
    expect(misspelt({ TRUSTPROXY: '1', redis_url: 'redis://:hush@x' })).to.match(
      /TRUST_PROXY\. redis_url .* REDIS_URL\.$/,
    )
    expect(
      misspelt({ SIGN_UP: 'closed', SIGNUP: 'open', REKEY_PORT: 'tcp://10.0.0.1:3000', PATH: '/bin' }),
    ).to.equal(null)
    expect(misspelt({ HOME: '/root', host: 'x', SECRETS: 'x', DATABASE: 'x', LANG: 'C' })).to.equal(null)
  })
})
