import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { Client } from 'pg'
import { openSql, type SqlPlace } from '../../server/stores/sql/open-sql.ts'
import { placeDatabase } from '../support/place-database.ts'
import { runRekey } from '../support/run-rekey.ts'
import { commonSite } from '../support/sites.ts'

const RP_ID = 'login.example.com'
const ADDRESS = { PUBLIC_URL: `https://${RP_ID}`, RP_ID }

describe('--check', () => {
  const site = commonSite('shared')
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rekey-check-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const check = (env: Record<string, string>) =>
    runRekey({ args: ['--check'], env: { DATA_DIR: folder, ...ADDRESS, ...env } })

  async function expectBelongs(place: SqlPlace, env: Record<string, string>): Promise<void> {
    await (await openSql({ ...place, rpId: RP_ID })).close()
    expect((await check(env)).stdout).to.contain(`The database is for RP_ID ${RP_ID}, and up to date.`)
    const { code, stdout, stderr } = await check({ ...env, RP_ID: 'example.com' })
    expect(stderr).to.contain(`was made for RP_ID "${RP_ID}"`)
    expect([code, stdout]).to.deep.equal([1, ''])
  }

  it('makes neither folder nor file, and compares the RP ID where there is one', async () => {
    const DATA_DIR = join(folder, 'data')
    const { code, stdout } = await check({ DATA_DIR })
    expect(stdout).to.contain('The database is empty; the first start will make its tables')
    expect(code).to.equal(0)
    expect(existsSync(DATA_DIR)).to.equal(false)
    await expectBelongs({ file: join(folder, 'rekey.sqlite') }, {})
    expect(readdirSync(folder).filter((name) => name === 'secret')).to.deep.equal([])
  })

  it('makes no table in PostgreSQL, and compares the RP ID where there is one', async () => {
    const databaseUrl = await site.postgres!.createDatabase()
    const env = { DATABASE_URL: databaseUrl, REDIS_URL: site.redis!.url, SECRET: 'x'.repeat(32) }
    const { code, stdout } = await check(env)
    expect(stdout).to.contain('The database is empty')
    expect(code).to.equal(0)
    expect(await tablesIn(databaseUrl)).to.equal(0)
    await expectBelongs({ databaseUrl }, env)
  })

  it('looks into the file of places: one without places is a warning, and one that cannot be read is refused', async () => {
    const file = join(folder, 'asn.mmdb')
    writeFileSync(file, placeDatabase({ '192.0.2.0/24': { autonomous_system_number: 64500 } }))
    const { code, stdout } = await check({ GEOIP_FILE: file })
    expect(stdout).to.match(/^Warning: GEOIP_FILE .* holds no places/m)
    expect(stdout).to.match(/^Warning: PUBLIC_URL is https, .* Set TRUST_PROXY/m)
    expect(code).to.equal(0)
    writeFileSync(file, 'none')
    const refused = await check({ GEOIP_FILE: file })
    expect(refused.stderr).to.contain(`GEOIP_FILE is ${file}, which is not a complete database`)
    expect(refused.code).to.equal(1)
  })

  it('finds an address that no start could listen on, and none at fault while a server listens there', async () => {
    const { code, stderr } = await check({ HOST: '192.0.2.1' })
    expect(stderr).to.match(/^HOST is 192\.0\.2\.1, which is not an address of this machine\./)
    expect(code).to.equal(1)
    const beside = await check({ HOST: '127.0.0.1', PORT: String(site.nodes[0]!.port) })
    expect(beside).to.include({ code: 0, stderr: '' })
  })

  it('finds the secret that a start would refuse', async () => {
    writeFileSync(join(folder, 'secret'), 'short')
    const { code, stderr } = await check({})
    expect(stderr).to.contain('must hold at least 32 characters')
    expect(code).to.equal(1)
  })
})

async function tablesIn(connectionString: string): Promise<number> {
  const client = new Client({ connectionString })
  await client.connect()
  const { rows } = await client.query(
    "select count(*)::int as count from pg_tables where schemaname = 'public'",
  )
  await client.end()
  return rows[0].count
}
