import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { expect } from 'chai'
import { openSql } from '../../server/stores/sql/open-sql.ts'
import { rejection } from '../contract/eventually.ts'
import { RP_ID } from '../contract/sql-under-test.ts'
import { freePort } from '../support/free-port.ts'
import { type GuardedPostgres, startGuardedPostgres } from '../support/guarded-postgres.ts'
import { commonPostgres } from '../support/postgres.ts'
import { runRekey } from '../support/run-rekey.ts'
import { bySize } from '../support/size.ts'

/** Its pieces are in no sentence of ours, and in no name of a folder that is made at random. */
const PASSWORD = 'Q~X~Z~J~V~K'
/** For five seconds. */
const IS_WAITED_FOR = bySize({ short: false, long: true, full: true })
const TLS = 'sslmode=verify-full'

describe('a PostgreSQL that does not let us in', function () {
  this.timeout(20_000)
  let guarded: GuardedPostgres
  before(async () => {
    guarded = await startGuardedPostgres()
    await guarded.run(`create role app login password '${PASSWORD}'`)
    await guarded.run(`create role full login connection limit 0 password '${PASSWORD}'`)
    await guarded.run(`create database rekey owner app`)
  })
  after(() => guarded.stop())

  async function refusal(databaseUrl: string): Promise<string> {
    const error = await rejection(openSql({ databaseUrl, rpId: RP_ID }))
    const said = (error as Error).message
    for (let at = 0; at + 3 <= PASSWORD.length; at += 1) {
      expect(said).not.to.contain(PASSWORD.slice(at, at + 3))
    }
    return said
  }

  const at = (host: string, query = '', user = `app:${PASSWORD}`) =>
    `postgres://${user}@${host}:${guarded.port}/rekey${query}`

  it('[S187] says that TLS is wanted, and how to ask for it', async () => {
    expect(await refusal(at('127.0.0.1'))).to.match(
      /in without TLS\. Add \?sslmode=verify-full to DATABASE_URL/,
    )
  })

  it('[S187] says that a certificate is not trusted, and how to have it trusted', async () => {
    expect(await refusal(at('localhost', `?${TLS}`))).to.match(
      /its certificate is not accepted \(.*trust its authority: .*NODE_EXTRA_CA_CERTS=\//,
    )
  })

  it('[S187] is trusted with NODE_EXTRA_CA_CERTS, by the name in its certificate', async () => {
    const check = (databaseUrl: string) =>
      runRekey({
        args: ['--check'],
        env: { DATABASE_URL: databaseUrl, SECRET: 'x'.repeat(32), NODE_EXTRA_CA_CERTS: guarded.authority },
      })
    const [right, otherName] = await Promise.all([
      check(at('localhost', '?sslmode=require')),
      check(at('127.0.0.1', `?${TLS}`)),
    ])
    expect([right.code, right.stderr]).to.deep.equal([0, ''])
    expect(otherName.stderr).to.match(
      /certificate is not accepted \(ERR_TLS_CERT_ALTNAME_INVALID\)\. .*a name that is in the certificate/,
    )
  })

  it('[S187] says that the password is wrong, or missing, or the user is not there', async () => {
    const trusted = `?${TLS}&sslrootcert=${guarded.authority}`
    expect(await refusal(at('localhost', trusted, `app:${PASSWORD}x`))).to.match(
      /refuses the user or the password\. .*%2F/,
    )
    // With a wrong sign in between, the password is a part of the user's name.
    expect(await refusal(at('localhost', trusted, `app@${PASSWORD}:x`))).to.contain('refuses the user')
    expect(await refusal(at('localhost', trusted, 'app'))).to.match(/wants a password\. Write the password/)
  })

  it('[S187] says that all connections are taken', async () => {
    const trusted = `?${TLS}&sslrootcert=${guarded.authority}`
    expect(await refusal(at('localhost', trusted, `full:${PASSWORD}`))).to.match(
      /all of its connections are taken\. Raise max_connections/,
    )
  })

  it('[S187] says that a certificate file cannot be read', async () => {
    expect(await refusal(at('localhost', `?${TLS}&sslrootcert=/nowhere`))).to.contain('Correct the path in')
  })

  it('[S187] says that TLS is not spoken, that nothing listens, and that there is no socket', async () => {
    const { url } = await commonPostgres()
    expect(await refusal(`${url}&${TLS}`)).to.match(/speaks no TLS.*Switch TLS on there/)
    const port = await freePort()
    expect(await refusal(`postgres://app:${PASSWORD}@127.0.0.1:${port}/rekey`)).to.match(
      new RegExp(
        `^PostgreSQL at 127.0.0.1:${port} \\(database rekey\\) .* nothing listens there .*Start it, or`,
      ),
    )
    expect(await refusal(`postgres://app:${PASSWORD}@/rekey?host=/nowhere`)).to.match(
      /^PostgreSQL at \/nowhere .*no socket of PostgreSQL in that folder .*correct the folder/,
    )
  })

  it('[S187] says that a role or a database is not there, and names no role', async () => {
    const { url } = await commonPostgres()
    const noRole = await refusal(url.replace('postgres@', `app%40${PASSWORD}@`))
    expect(noRole).to.match(/does not let this user in from here\. Check that the user exists/)
    expect(await refusal(url.replace('/postgres?', '/absent?'))).to.match(
      /\(database absent\) cannot be used: it has no database of that name\. Create it/,
    )
  })

  it('[S187] says that what listens does not answer, or hangs up', async () => {
    const hangsUp = await listen((socket) => socket.destroy())
    expect(await refusal(hangsUp.url)).to.match(/was closed before .* is what listens there/)
    if (!IS_WAITED_FOR) return
    expect(await refusal((await listen(() => {})).url)).to.match(
      /nothing answered within five seconds\. .*firewall/,
    )
  })

  for (const query of [
    'sslmode=prefer',
    'sslmode=require',
    'sslmode=verify-ca',
    'sslmode=verify-full',
    'sslmode=no-verify',
    'ssl=true',
    'sslmode=prefer&uselibpqcompat=true',
    'sslmode=require&uselibpqcompat=true',
  ]) {
    it(`[S188] says nothing without TLS to a server that speaks none: ${query}`, async () => {
      let heard = ''
      const { url } = await listen((socket) => {
        socket
          .on('error', () => {})
          .on('data', (chunk) => {
            heard += chunk.toString('hex')
            socket.write('N')
          })
      })
      expect(await refusal(`${url}?${query}`)).to.contain('speaks no TLS')
      // The request for TLS, which names nobody.
      expect(heard).to.equal('0000000804d2162f')
    })
  }

  it('[S186] opens by a socket that is named as Cloud SQL has it, without a host', async () => {
    const server = await commonPostgres()
    const databaseUrl = (await server.createDatabase()).replace('@localhost/', `:${PASSWORD}@/`)
    await (await openSql({ databaseUrl, rpId: RP_ID })).close()
  })
})

/** Something that is no PostgreSQL; it goes with the process. */
async function listen(meet: (socket: Socket) => void): Promise<{ url: string }> {
  const server = createServer(meet).listen(0, '127.0.0.1')
  await once(server, 'listening')
  server.unref()
  return { url: `postgres://app:${PASSWORD}@127.0.0.1:${(server.address() as AddressInfo).port}/rekey` }
}
