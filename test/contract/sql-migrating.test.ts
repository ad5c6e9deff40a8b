import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import type { SchemaModule } from 'kysely'
import Sqlite from 'libsql'
import { inspectSql } from '../../server/stores/sql/inspect-sql.ts'
import { MIGRATIONS } from '../../server/stores/sql/migrate.ts'
import { openSql } from '../../server/stores/sql/open-sql.ts'
import { commonPostgres, type TestPostgres } from '../support/postgres.ts'
import { rejection } from './eventually.ts'
import { entry, sampleAccount, sampleCredential } from './sql-samples.ts'
import { openUnderTest, RP_ID, type SqlPlace } from './sql-under-test.ts'

describe('a database that is there already', function () {
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

  it('[S185] is not taken for ours when it is a SQLite file of another program, and stays as it is', async () => {
    const place = { file: join(folder, 'theirs.db') }
    const theirs = new Sqlite(place.file)
    theirs.exec('create table sessions (id integer)')
    const before = theirs.prepare('select * from sqlite_master').all()
    for (const look of [() => inspectSql(place, RP_ID), () => openSql({ ...place, rpId: RP_ID })]) {
      expect(String(await rejection(look()))).to.match(
        /that Rekey needs: sessions\. Name another DATA_DIR\.$/,
      )
    }
    expect(theirs.prepare('select * from sqlite_master').all()).to.deep.equal(before)
    theirs.close()
  })

  const newPlaces: Record<string, () => Promise<SqlPlace>> = {
    SQLite: async () => ({ file: join(folder, `${randomUUID()}.db`) }),
    PostgreSQL: async () => ({ databaseUrl: await server.createDatabase() }),
  }
  for (const [name, newPlace] of Object.entries(newPlaces)) {
    it(`[S81] keeps everything that an older version left, and is brought up to date once: ${name}`, async () => {
      const place = await newPlace()
      const account = sampleAccount()
      const { id } = account
      const before = await openUnderTest(place)
      await before.one.accounts.create(account, sampleCredential(id), entry('account-created', id))
      await before.close()
      // What the next version will bring. Run twice, it would find its table there.
      const next = (schema: SchemaModule) => schema.createTable('next').addColumn('id', 'text').execute()
      MIGRATIONS.push(next)
      try {
        expect(await inspectSql(place, RP_ID)).to.equal('behind')
        for (const _time of [1, 2]) {
          const after = await openSql({ ...place, rpId: RP_ID })
          expect(await after.accounts.findById(id)).to.deep.include(account)
          await after.close()
          expect(await inspectSql(place, RP_ID)).to.equal('ready')
        }
      } finally {
        MIGRATIONS.pop()
      }
    })

    it(`[S190] stops a start and --check where a part of its tables is missing: ${name}`, async () => {
      const place = await newPlace()
      const whole = await openUnderTest(place)
      for (const table of ['sessions', 'challenges']) await whole.run(`drop table ${table}`)
      await whole.close()
      for (const look of [() => inspectSql(place, RP_ID), () => openSql({ ...place, rpId: RP_ID })]) {
        expect(String(await rejection(look()))).to.match(
          /tables of Rekey are missing in it: (sessions, challenges|challenges, sessions)\. Put the backup back/,
        )
      }
    })
  }
})
