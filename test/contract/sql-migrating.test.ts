import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { inspectSql } from '../../server/stores/sql/inspect-sql.ts'
import { openSql } from '../../server/stores/sql/open-sql.ts'
import { commonPostgres, type TestPostgres } from '../support/postgres.ts'
import { entry, sampleAccount, sampleCredential } from './sql-samples.ts'
import { openUnderTest, RP_ID, type SqlPlace } from './sql-under-test.ts'

describe('a database that an older version left', function () {
  this.timeout(20_000)
  let folder: string
  let server: TestPostgres
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rekey-migrating-'))
    server = await commonPostgres()
  })
  after(async () => {
    await rm(folder, { recursive: true, force: true })
  })

  const newPlaces: Record<string, () => Promise<SqlPlace>> = {
    SQLite: async () => ({ file: join(folder, 'older.db') }),
    PostgreSQL: async () => ({ databaseUrl: await server.createDatabase() }),
  }
  for (const [name, newPlace] of Object.entries(newPlaces)) {
    it(`[S81] keeps everything and is brought up to date: ${name}`, async () => {
      const place = await newPlace()
      const account = sampleAccount()
      const { id } = account
      const before = await openUnderTest(place)
      await before.one.accounts.create(account, sampleCredential(id), entry('account-created', id))
      // As the first version left it.
      for (const table of ['admins', 'admin_visits']) await before.run(`drop table ${table}`)
      await before.run("update meta set value = '1' where key = 'schema'")
      await before.close()
      expect(await inspectSql(place, RP_ID)).to.equal('behind')
      const after = await openSql({ ...place, rpId: RP_ID })
      expect(await after.accounts.findById(id)).to.deep.include(account)
      expect(await after.admins.grant(id, entry('admin-granted', id))).to.equal(true)
      await after.close()
      expect(await inspectSql(place, RP_ID)).to.equal('ready')
    })
  }
})
