import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect } from 'chai'
import Sqlite from 'libsql'
import { StoreAway } from '../../server/errors/store-away.ts'
import { openSql } from '../../server/stores/sql/open-sql.ts'
import { CannotOpenSql, NewerDatabase, WrongRpId } from '../../server/stores/sql/start-errors.ts'
import { commonPostgres, startPostgres, type TestPostgres } from '../support/postgres.ts'
import { addition, entry, newAccountId, randomText, sampleAccount, sampleCredential } from './sql-samples.ts'
import { openUnderTest, RP_ID, type SqlPlace } from './sql-under-test.ts'

describe('opening SQL', function () {
  this.timeout(20_000)
  let folder: string
  let server: TestPostgres
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rekey-opening-'))
    server = await commonPostgres()
  })
  after(async () => {
    await rm(folder, { recursive: true, force: true })
  })

  const newPlaces: Record<string, () => Promise<SqlPlace>> = {
    SQLite: async () => ({ file: join(folder, `${randomText()}.db`) }),
    PostgreSQL: async () => ({ databaseUrl: await server.createDatabase() }),
  }

  for (const [name, newPlace] of Object.entries(newPlaces)) {
    describe(name, () => {
      it('[S80] migrates an empty database once when four processes start at once', async function () {
        this.slow(10_000)
        const place = await newPlace()
        const printed = await Promise.all(Array.from({ length: 4 }, () => openInAnotherProcess(place)))
        expect(printed).to.deep.equal(Array.from({ length: 4 }, () => 'opened'))
        const stores = await openSql({ ...place, rpId: RP_ID })
        const account = newAccountId()
        expect(await stores.audit.list(account, 10)).to.have.length(0)
        await stores.close()
      })

      it('[S80] migrates an empty database once when one process opens it eight times at once', async () => {
        const place = await newPlace()
        const opened = await Promise.all(Array.from({ length: 8 }, () => openSql({ ...place, rpId: RP_ID })))
        for (const stores of opened) await stores.close()
      })

      it('[S81] keeps everything over a restart', async () => {
        const place = await newPlace()
        const account = sampleAccount()
        const before = await openSql({ ...place, rpId: RP_ID })
        await before.accounts.create(
          account,
          sampleCredential(account.id),
          entry('account-created', account.id),
        )
        await before.close()
        const after = await openSql({ ...place, rpId: RP_ID })
        expect(await after.accounts.findById(account.id)).to.deep.include(account)
        await after.close()
      })

      it('[S82] stops the start with another RP ID, and says which one is right', async () => {
        const place = await newPlace()
        await (await openSql({ ...place, rpId: RP_ID })).close()
        const error = await failure(openSql({ ...place, rpId: 'other.example' }))
        expect(error).to.be.instanceOf(WrongRpId)
        expect(error.message)
          .to.contain(`RP_ID "${RP_ID}"`)
          .and.contain('"other.example"')
          .and.match(/set RP_ID=.*keep the two sites apart\. .*(another database|another DATA_DIR)\.$/)
        await (await openSql({ ...place, rpId: RP_ID })).close()
      })

      it('[S83] stops the start over a database that a newer version migrated', async () => {
        const place = await newPlace()
        const sql = await openUnderTest(place)
        await sql.run("update meta set value = '999' where key = 'schema'")
        await sql.close()
        const error = await failure(openSql({ ...place, rpId: RP_ID }))
        expect(error).to.be.instanceOf(NewerDatabase)
        expect(error.message).to.contain('schema 999')
      })

      it('[S84] answers a ping', async () => {
        const stores = await openSql({ ...(await newPlace()), rpId: RP_ID })
        await stores.ping()
        await stores.close()
        expect(await failure(stores.ping())).to.be.instanceOf(Error)
      })
    })
  }

  describe('a database that cannot be used', () => {
    const places: Record<string, [string, string]> = {
      'a server that refuses': ['postgres://rekey:hush@127.0.0.1:1/rekey', '127.0.0.1:1'],
      'a host that does not exist': ['postgres://rekey:hush@db.invalid/rekey', 'db.invalid'],
      'an address that is none': ['rekey:hush@db.example/rekey', 'DATABASE_URL'],
    }
    for (const [name, [databaseUrl, named]] of Object.entries(places)) {
      it(`[S85] is named in a sentence without the password: ${name}`, async () => {
        const error = await failure(openSql({ databaseUrl, rpId: RP_ID }))
        expect(error).to.be.instanceOf(CannotOpenSql)
        expect(error.message)
          .to.contain(named)
          .and.match(/cannot be used: .+\.$/)
        expect(`${error.stack} ${JSON.stringify(error)} ${JSON.stringify(error.cause)}`).not.to.contain(
          'hush',
        )
      })
    }

    it('[S85] is named in a sentence: a database that is not there', async () => {
      const databaseUrl = server.url.replace('/postgres?', '/absent?')
      const error = await failure(openSql({ databaseUrl, rpId: RP_ID }))
      expect(error.message).to.contain('(database absent) cannot be used: it has no database of that name')
    })

    it('[S85] is named in a sentence: a file that is no database', async () => {
      const error = await failure(openSql({ file: '/dev/null', rpId: RP_ID }))
      expect(error).to.be.instanceOf(CannotOpenSql)
      expect(error.message).to.contain('/dev/null')
    })
  })

  describe('while it runs', () => {
    it('[S86] says StoreAway once PostgreSQL is gone, for every kind of work', async function () {
      this.slow(5_000)
      const mortal = await startPostgres()
      const stores = await openSql({ databaseUrl: mortal.url, rpId: RP_ID })
      await mortal.stop()
      const account = newAccountId()
      const works = [
        () => stores.ping(),
        () => stores.accounts.findById(account),
        () => stores.audit.append(entry('signed-in', account)),
        () =>
          stores.credentials.add(
            sampleCredential(account),
            addition(sampleCredential(account).id),
            entry('passkey-added', account),
          ),
      ]
      for (const work of works) expect(await failure(work())).to.be.instanceOf(StoreAway)
      await stores.close()
    })

    it('[S86] replaces a connection that PostgreSQL closed', async () => {
      const sql = await openUnderTest({ databaseUrl: await server.createDatabase() })
      await sql.other.ping()
      await sql.run(
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      )
      // The first use may find the connection dead, if the pool has not heard of it yet.
      await sql.other.ping().catch(() => {})
      await sql.other.ping()
      await sql.close()
    })

    it('[S87] waits, and can still commit, when another process was writing to the SQLite file', async () => {
      const file = join(folder, `${randomText()}.db`)
      const stores = await openSql({ file, rpId: RP_ID })
      const rival = new Sqlite(file)
      rival.exec('begin immediate')
      const account = sampleAccount()
      const written = stores.accounts.create(
        account,
        sampleCredential(account.id),
        entry('account-created', account.id),
      )
      // By the time this answers, the write above has met the lock.
      await new Promise((resolve) => setImmediate(resolve))
      rival.exec('commit')
      rival.close()
      expect(await written).to.equal('created')
      expect(await stores.accounts.findById(account.id)).to.deep.include(account)
      await stores.close()
    })

    it('[S88] runs a transaction again when PostgreSQL ended it to break a deadlock', async function () {
      this.slow(5_000)
      const sql = await openUnderTest({ databaseUrl: await server.createDatabase() })
      const { db, transact } = sql.database
      const setRpId = (tx: typeof db, key: 'schema' | 'rp_id') =>
        tx.updateTable('meta').set({ value: '1' }).where('key', '=', key).execute()
      let runs = 0
      const bothBegan = meeting(2)
      const inOrder = (first: 'schema' | 'rp_id', second: 'schema' | 'rp_id') =>
        transact(async (tx) => {
          runs += 1
          // On a busy machine the one that was ended could take its first row again before the other one wakes.
          if (runs > 2) await oneIsThrough
          await setRpId(tx.db, first)
          await bothBegan()
          await setRpId(tx.db, second)
        })
      const both = [inOrder('schema', 'rp_id'), inOrder('rp_id', 'schema')]
      const oneIsThrough = Promise.race(both)
      await Promise.all(both)
      expect(runs).to.equal(3)
      await sql.close()
    })
  })
})

async function failure(work: Promise<unknown>): Promise<Error> {
  try {
    await work
  } catch (error) {
    return error as Error
  }
  throw new Error('It was expected to fail, and did not.')
}

/** A function whose callers wait until `count` of them have come; later ones pass. */
function meeting(count: number): () => Promise<void> {
  const { promise, resolve } = withResolvers()
  let come = 0
  return () => {
    come += 1
    if (come === count) resolve()
    return promise
  }
}

function withResolvers() {
  let resolve = () => {}
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return { promise, resolve }
}

async function openInAnotherProcess(place: SqlPlace): Promise<string> {
  const script = new URL('./open-sql-and-leave.ts', import.meta.url)
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', script.pathname, JSON.stringify({ ...place, rpId: RP_ID })],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const [printed] = await Promise.all([text(child.stdout), once(child, 'exit')])
  return printed.trim()
}
