import { expect } from 'chai'
import { StartError } from '../../server/errors/start-error.ts'
import { helpText, parseArguments } from '../../server/standalone/config/arguments.ts'
import { ConfigError, parseConfig } from '../../server/standalone/config/config.ts'
import { configMarkdown, describeConfig } from '../../server/standalone/config/describe-config.ts'
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

const POSTGRES = { DATABASE_URL: 'postgres://localhost/rekey' }
const HTTPS = { PUBLIC_URL: 'https://login.example.com' }

describe('configuration', () => {
  it('stands without any variable', () => {
    expect(parseConfig({})).to.deep.include({
      host: null,
      port: 3000,
      publicUrl: 'http://localhost:3000',
      secure: false,
      rp: {
        id: 'localhost',
        name: 'Rekey',
        home: 'http://localhost:3000',
        origins: ['http://localhost:3000'],
      },
      signUp: 'open',
      databaseUrl: null,
      databaseSchema: null,
      redisUrl: null,
      trustProxy: 0,
      proxyHeader: 'x-forwarded-for',
      methods: {
        recovery: { level: 'hold' },
        pairing: { dualPin: 'adaptive', onContention: 'dual-pin', lockOn: 'claims', lockMs: 3_600_000 },
        backupCodes: 'user',
        email: 'user',
        contacts: 'user',
        assisted: 'off',
        caseCodes: { read: true, mail: true },
      },
      auditMs: 400 * 86_400_000,
      geoipFile: null,
      warnings: [],
    })
  })

  it('derives address, relying party and origins from each other', () => {
    expect(parseConfig({ PORT: '8080' }).rp.origins).to.deep.equal(['http://localhost:8080'])
    const config = parseConfig({ ...HTTPS, RP_ID: 'example.com', SITE_NAME: 'Example' })
    expect(config.secure).to.equal(true)
    expect(config.rp).to.deep.equal({
      id: 'example.com',
      name: 'Example',
      home: 'https://login.example.com',
      origins: ['https://login.example.com'],
    })
  })

  it('writes addresses as browsers do, and takes an empty variable as none', () => {
    expect(parseConfig({ PUBLIC_URL: 'HTTPS://Login.Example.com:443/', REDIS_URL: '' }).publicUrl).to.equal(
      'https://login.example.com',
    )
  })

  const wrong: [variable: string, value: string, says: string, more?: Record<string, string>][] = [
    ['PORT', 'web', 'must be a port, from 0 to 65535'],
    ['PORT', '-1', 'must be a port, from 0 to 65535'],
    ['PORT', '70000', 'must be a port'],
    ['HOST', 'localhost:3000', 'must be an IP address or a host name of this machine'],
    ['HOST', 'http://localhost', 'must be an IP address or a host name'],
    ['HOST', '127.0.0', 'must be an IP address or a host name'],
    ['HOST', '[127.0.0.1', 'must be an IP address or a host name'],
    ['HOST', '*', 'must be an IP address or a host name'],
    ['PUBLIC_URL', 'login.example.com', 'must be a whole web address'],
    ['PUBLIC_URL', 'http://login.example.com', 'must begin with https://'],
    ['PUBLIC_URL', 'https://example.com/login', 'without a path'],
    ['PUBLIC_URL', 'https://192.0.2.1', 'do not work with IP addresses'],
    ['PUBLIC_URL', 'https://[2001:db8::1]', 'do not work with IP addresses'],
    ['PUBLIC_URL', 'https://user:pass@example.com', 'must not hold a user or password'],
    ['PUBLIC_URL', 'https://*.example.com', 'a domain name as its host'],
    ['PUBLIC_URL', 'https://login.example.com.', 'a domain name as its host'],
    ['PUBLIC_URL', 'https://log_in.example.com', 'a domain name as its host'],
    ['PUBLIC_URL', 'https://login.example.com:0', 'a port from 1 to 65535'],
    ['RP_ID', 'https://example.com', 'must be a domain name'],
    ['RP_ID', 'example.com:443', 'without scheme and port'],
    ['RP_ID', 'example.com.', 'no dot at its ends', HTTPS],
    ['RP_ID', 'com', 'must be a domain with a dot in it', HTTPS],
    ['RP_ID', 'example.org', 'must be the host of every origin', HTTPS],
    ['RP_ID', 'ample.com', 'must be the host of every origin', HTTPS],
    ['RP_ID', 'sub.login.example.com', 'must be the host of every origin', HTTPS],
    [
      'ORIGINS',
      'https://www.example.com',
      'must contain the origin of PUBLIC_URL',
      { ...HTTPS, RP_ID: 'example.com' },
    ],
    ['ORIGINS', 'https://login.example.com,http://example.com', 'must begin with https://', HTTPS],
    ['ORIGINS', 'https://login.example.com,,', 'empty entry', HTTPS],
    ['SITE_NAME', 'x'.repeat(65), 'at most 64 characters'],
    ['SITE_NAME', 'Exam\u202eple', 'no invisible characters'],
    ['SIGN_UP', 'yes', 'must be one of open, invite, closed'],
    ['RETURN_TO', 'www.example.com', 'must be a whole web address'],
    ['RETURN_TO', 'javascript://example.com', 'must be a whole web address'],
    ['RETURN_TO', 'https://*.example.com/', 'without * in it'],
    ['RETURN_TO', 'https://www.example.com/?next=', 'nothing after a ? or # is compared'],
    ['RETURN_TO', 'https://www.example.com/#app', 'nothing after a ? or # is compared'],
    ['DATABASE_URL', 'mysql://example.com', 'must begin with postgres://'],
    ['DATABASE_SCHEMA', 'Rekey', 'must be the name of a schema', POSTGRES],
    ['DATABASE_SCHEMA', 'information_schema', 'must be the name of a schema of your own', POSTGRES],
    ['DATABASE_SCHEMA', 'pg_rekey', 'must be the name of a schema', POSTGRES],
    ['DATABASE_SCHEMA', 'rekey', 'is for PostgreSQL, so DATABASE_URL must be set'],
    ['REDIS_URL', 'http://example.com', 'must begin with redis://'],
    ['REDIS_URL', 'redis://localhost', 'SECRET must be set with REDIS_URL'],
    ['SECRET', 'too short', 'at least 32 characters'],
    ['TRUST_PROXY', 'yes', 'must be a number of proxies'],
    ['TRUST_PROXY', '10.0.0.0/8,elsewhere', 'must be a number of proxies'],
    ['TRUST_PROXY', '0.0.0.0/0', 'must not trust every address'],
    ['TRUST_PROXY', '10.0.0.1, ::/0', 'must not trust every address'],
    ['TRUST_PROXY', '100', 'up to 99, or whole addresses'],
    ['TRUST_PROXY', '10.0.0.1,0x1', 'up to 99, or whole addresses'],
    ['TRUST_PROXY', '10/8', 'up to 99, or whole addresses'],
    ['PROXY_HEADER', 'cf-connecting-ip', 'must be one of x-forwarded-for, forwarded, x-real-ip'],
    ['DUAL_PIN', 'sometimes', 'must be one of adaptive, always'],
    ['ON_CONTENTION', 'block', 'must be one of dual-pin, lock'],
    ['LOCK_ON', 'everything', 'must be one of claims, requests'],
    ['LOCK_MINUTES', '0', 'must be whole minutes, from 1 to 1440'],
    ['LOCK_MINUTES', '1441', 'must be whole minutes, from 1 to 1440'],
    ['LOCK_MINUTES', '1.5', 'must be whole minutes, from 1 to 1440'],
    ['AUDIT_DAYS', '29', 'must be whole days, from 30 to 3650'],
    ['AUDIT_DAYS', '3651', 'must be whole days, from 30 to 3650'],
    ['LIMITS', 'opening=1', 'must set opening from 60 to 2000'],
    ['LIMITS', 'opening=240,opening=250', 'must set opening once'],
    ['LOG_LEVEL', 'loud', 'must be one of silent'],
  ]
  for (const [variable, value, says, more] of wrong) {
    it(`refuses ${variable}=${value.slice(0, 40)} in a sentence with an example`, () => {
      const [problem = '', ...others] = problemsOf({ ...more, [variable]: value })
      expect(others).to.deep.equal([])
      expect(problem)
        .to.include(says)
        .and.to.match(/^[A-Z_]+ .*; for example [A-Z_]+=\S/)
    })
  }

  it('names everything that is wrong at once', () => {
    expect(problemsOf({ PORT: 'x', SIGN_UP: 'y', LOG_LEVEL: 'z' })).to.have.length(3)
  })

  it('never shows the value of a secret', () => {
    const hidden = {
      SECRET: 'short and secret',
      DATABASE_URL: 'mysql://me:hush@example.com',
      REDIS_URL: 'me:hush@example.com',
    }
    expect(problemsOf(hidden).join(' ')).to.not.match(/short and secret|hush/)
  })

  for (const suffix of ['onrender.com', 'github.io', 'co.uk', 'fly.dev', 'azurewebsites.net']) {
    it(`[W58] refuses RP_ID=${suffix}, below which anyone can have a name`, () => {
      const problems = problemsOf({ PUBLIC_URL: `https://ours.${suffix}`, RP_ID: suffix })
      expect(problems).to.have.length(1)
      expect(problems[0]).to.include(`anyone can have a name below "${suffix}"`)
      expect(problems[0]).to.include(`for example RP_ID=ours.${suffix}`)
      expect(problemsOf({ PUBLIC_URL: `https://login.ours.${suffix}`, RP_ID: `ours.${suffix}` })).to.be.empty
    })
  }

  it('says that RP_ID is for ever, once, where it was not chosen', () => {
    expect(parseConfig(HTTPS).warnings).to.have.length(1)
    expect(parseConfig({ ...HTTPS, RP_ID: 'example.com' }).warnings).to.deep.equal([])
  })

  it('reads an address to listen on of either kind, with brackets and a card as people write them', () => {
    for (const host of ['127.0.0.1', '0.0.0.0', '::', 'fe80::1%eth0', 'localhost', 'my-host.local'])
      expect(parseConfig({ HOST: host }).host).to.equal(host)
    expect(parseConfig({ HOST: '[::1]' }).host).to.equal('::1')
    expect(parseConfig({ HOST: ' ' }).host).to.equal(null)
  })

  it('reads a proxy count and a list', () => {
    expect(parseConfig({ TRUST_PROXY: '2' }).trustProxy).to.equal(2)
    expect(parseConfig({ TRUST_PROXY: '10.0.0.0/8, 192.0.2.7' }).trustProxy).to.deep.equal([
      '10.0.0.0/8',
      '192.0.2.7',
    ])
  })

  it('reads the header of proxies in capitals too', () => {
    expect(parseConfig({ PROXY_HEADER: 'X-Real-IP' }).proxyHeader).to.equal('x-real-ip')
  })

  it('describes every variable that it reads, and reads every example', () => {
    expect(describeConfig().map(({ name }) => name)).to.deep.equal(Object.keys(VARIABLES))
    for (const { name } of describeConfig()) {
      expect(helpText()).to.include(name)
      expect(configMarkdown()).to.include(`| \`${name}\` |`)
      const { schema, example } = VARIABLES[name]
      // A quoted one is for the shell to fill in.
      expect(example.startsWith('"') || schema.safeParse(example).success, name).to.equal(true)
    }
  })
})

describe('command line', () => {
  it('knows its commands and refuses others in a sentence', () => {
    expect(parseArguments([])).to.equal('serve')
    expect(parseArguments(['--help'])).to.equal('help')
    expect(parseArguments(['--check'])).to.equal('check')
    expect(parseArguments(['--invite'])).to.equal('invite')
    expect(parseArguments(['--admin', 'list'])).to.deep.equal({ admin: 'list' })
    expect(parseArguments(['--admin', 'grant', 'Ann Lee'])).to.deep.equal({ admin: 'grant', name: 'Ann Lee' })
    expect(parseArguments(['--admin', 'revoke', '--', '-x'])).to.deep.equal({ admin: 'revoke', name: '-x' })
    for (const command of ['recover', 'enrol', 'void-link', 'undo-recovery'])
      expect(parseArguments(['--admin', command, 'Ann'])).to.deep.equal({ admin: command, name: 'Ann' })
    for (const words of [
      [],
      ['recover'],
      ['grant'],
      ['revoke'],
      ['grant', 'Ann', 'Lee'],
      ['list', 'Ann'],
      ['promote', 'Ann'],
    ])
      expect(() => parseArguments(['--admin', ...words]), words.join(' ')).to.throw(
        StartError,
        /^Usage: .*list/,
      )
    expect(() => parseArguments(['--hepl'])).to.throw(StartError, /'--hepl'\..*--help/)
    expect(() => parseArguments(['check'])).to.throw(StartError, /'check'\..*--help/)
  })
})
