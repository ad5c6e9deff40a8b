import { expect } from 'chai'
import fc from 'fast-check'
import pg from 'pg'
import { ConfigError, parseConfig } from '../../server/standalone/config/config.ts'
import { readPostgresAddress, withHost } from '../../server/stores/sql/postgres-address.ts'

/** What a start says of this address; nothing when it takes it. */
function problemOf(DATABASE_URL: string): string | null {
  try {
    parseConfig({ DATABASE_URL })
    return null
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
}

/** How the driver reads an address that was taken. */
function driverReads(address: string) {
  const { host, port, database, user, password } = new pg.Client({ connectionString: withHost(address) })
  return { host, port, database, user, password }
}

const CLOUD_SQL = '/cloudsql/project:region:instance'

/** Addresses as hosting services and operators write them, and what the driver is to make of them. */
const RIGHT: Readonly<Record<string, Partial<ReturnType<typeof driverReads>>>> = {
  'postgres://app:secret@db.example/rekey': { host: 'db.example', port: 5432, database: 'rekey' },
  'postgresql://app:secret@db.example:6432/rekey?sslmode=require&channel_binding=require': { port: 6432 },
  'postgres://app:secret@[::1]:5433/rekey': { host: '::1', port: 5433 },
  'postgres://app:a%2Fb%40c%23%25@db.example/rekey': { password: 'a/b@c#%' },
  'postgres://app:p@ss@db.example/rekey': { host: 'db.example', password: 'p@ss' },
  'postgres://app:a:b,c;d=e[f@db.example/rekey': { host: 'db.example', password: 'a:b,c;d=e[f' },
  'postgres://app:%C3%A9@db.example/rekey?application_name=rekey': { password: 'é' },
  [`postgres://app:x@/rekey?host=${CLOUD_SQL}`]: { host: CLOUD_SQL, database: 'rekey', password: 'x' },
  [`postgres://app:x@?host=${CLOUD_SQL}`]: { host: CLOUD_SQL, user: 'app', password: 'x' },
  [`postgres://app:x@:5433/rekey?host=${CLOUD_SQL}`]: { host: CLOUD_SQL, port: 5433 },
  'postgres:///rekey?host=/run/postgresql&user=app': { host: '/run/postgresql', user: 'app' },
  'postgres://app@%2Frun%2Fpostgresql/rekey': { host: '/run/postgresql' },
  'postgres://db.example:6432/rekey': { host: 'db.example', port: 6432 },
  'postgres://app@db.example': { host: 'db.example', database: 'app' },
}

/** Each with words of its own sentence. */
const WRONG: Readonly<Record<string, string>> = {
  'mysql://app:secret@db.example/rekey': 'must begin with postgres://',
  'jdbc:postgresql://db.example/rekey': 'nothing before it',
  "psql 'postgres://app:secret@db.example/rekey'": 'without quotes',
  '"postgres://app:secret@db.example/rekey"': 'without quotes',
  'host=db.example dbname=rekey': 'must begin with postgres://',
  'postgres:/app:secret@db.example/rekey': 'must begin with postgres://',
  'postgres://app:Tr0ub4dor@Horse/battery@db.example/rekey': '/ is written as %2F',
  'postgres://app:2024/geheim@db.example/rekey': '/ is written as %2F',
  'postgres://app:a?b@db.example/rekey': '? as %3F',
  'postgres://app:a#b@db.example/rekey': '# as %23',
  'postgres://app:secret@db.example/rekey#b': 'no # in it',
  'postgres://app:50%off@db.example/rekey': '% itself is written as %25',
  'postgres://app:%E9@db.example/rekey': 'not UTF-8 text',
  'postgres://app:a%00b@db.example/rekey': 'not UTF-8 text',
  'postgres://app:two words@db.example/rekey': 'written as %20',
  'postgres://app:x@one:5432,two:5432/rekey?target_session_attrs=read-write': 'one host only',
  'postgres://one,two/rekey': 'one host only',
  'postgres://app:x@/rekey?host=one,two': 'one host only',
  'postgres://app:x@::1/rekey': 'in brackets',
  'postgres://app:x@db.example:web/rekey': 'a port from 1 to 65535',
  'postgres://app:x@db.example:70000/rekey': 'a port from 1 to 65535',
  'postgres://app:x@db.example:0/rekey': 'a port from 1 to 65535',
  'postgres://app:x@db.example/rekey?port=x': 'a port from 1 to 65535',
  'postgres://app:secret/rekey': 'an @ between password and host',
  'postgres://': 'must name a host',
  'postgres:///rekey': 'must name a host',
  'postgres://app:x@/rekey': 'must name a host',
  'postgres://app:x@db_$/rekey': 'a name or an IP address',
  'postgres://app:x@db.example/one/two': 'one database name',
  'postgres://app:x@db.example/rekey&sslmode=require': 'options begin with a ?',
  'postgres://app:x@db.example/rekey;sslmode=require': 'options begin with a ?',
  'postgres://app:x@db.example/sslmode=require': 'options begin with a ?',
  'postgres://app:x@db.example/rekey?a=b?c=d': 'one ? only',
  'postgres://app:x@db.example/rekey?sslmode=require&sslmode=disable': 'each option once',
  'postgres://app:x@db.example/rekey?ssl=false': 'instead of ssl',
  'postgres://app:x@db.example/rekey?sslmode=on': 'as its sslmode',
  'postgres://app:x@db.example/rekey?schema=rekey': 'set DATABASE_SCHEMA instead',
}

describe('the address of PostgreSQL', () => {
  for (const [address, parts] of Object.entries(RIGHT)) {
    it(`[S186] is taken, and read as the driver reads it: ${address}`, () => {
      expect(problemOf(address)).to.equal(null)
      const read = driverReads(address)
      expect(read).to.include(parts)
      const shown = readPostgresAddress(address)
      expect(shown.host.replaceAll(/[[\]]/g, '')).to.equal(read.host)
      expect(shown.database ?? read.user).to.equal(read.database)
      if (shown.port !== null) expect(Number(shown.port)).to.equal(read.port)
    })
  }

  for (const [address, says] of Object.entries(WRONG)) {
    it(`[S186] [S189] has a sentence of its own when it is wrong: ${address}`, () => {
      expect(problemOf(address))
        .to.contain(says)
        .and.match(/^DATABASE_URL .*; for example DATABASE_URL=\S+$/)
    })
  }

  it('[S187] gives away no piece of a password, however it is split', () => {
    let taken = 0
    fc.assert(
      fc.property(fc.oneof(wholeAddress, brokenAddress), ({ address, password }) => {
        const problem = problemOf(address)
        const shown = problem ?? JSON.stringify(readPostgresAddress(address))
        for (const piece of piecesOf(password)) expect(shown, address).not.to.contain(piece)
        if (problem === null) taken += 1
      }),
      { numRuns: 3_000 },
    )
    expect(taken).to.be.above(100)
  })
})

/** Nothing of it is in any of our sentences, or anywhere else in an address. */
const word = fc.string({ unit: fc.constantFrom(...'QXZJVKWqxzjvkw'), minLength: 3, maxLength: 6 })
const mark = fc.constantFrom(
  '@',
  '/',
  '#',
  ':',
  '?',
  '%',
  '%2A',
  '%zz',
  '&',
  '=',
  ',',
  ';',
  '[',
  ']',
  '\\',
  '"',
  ' ',
  'é',
  '@@',
)
const password = fc
  .tuple(word, fc.array(fc.tuple(mark, word), { maxLength: 3 }))
  .map(([first, more]) => first + more.flat().join(''))
const server = fc.constantFrom('127.0.0.1:1', 'db.example', '[::1]:1', '::1', 'one,two', 'db:port', '')
const rest = fc.constantFrom('', '/', '/db', '/db?sslmode=require', '/db?host=/run', '/a/b', '/db?a=b#c')
const scheme = fc.constantFrom('postgres://', 'postgresql://', 'postgres:/', 'postgres:', '', '"postgres://')

/** The password is where it belongs, or behind the wrong sign. */
const wholeAddress = fc
  .record({ scheme, before: fc.constantFrom('app:', 'app@', 'app/', ':', ''), password, server, rest })
  .map((parts) => ({
    ...parts,
    address: `${parts.scheme}${parts.before}${parts.password}@${parts.server}${parts.rest}`,
  }))

/** Nobody wrote the @ and the host; or it is digits, which could be a port. */
const brokenAddress = fc
  .record({
    scheme,
    password: fc.oneof(word, fc.string({ unit: fc.constantFrom(...'789'), minLength: 4, maxLength: 5 })),
    rest,
  })
  .map((parts) => ({ ...parts, address: `${parts.scheme}app:${parts.password}${parts.rest}` }))

function piecesOf(text: string): readonly string[] {
  return Array.from({ length: text.length - 2 }, (_, at) => text.slice(at, at + 3))
}
