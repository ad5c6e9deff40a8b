import { constants } from 'node:fs'
import { copyFile, mkdtemp, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { expect } from 'chai'
import { type CompiledQuery, sql } from 'kysely'
import { StoreAway } from '../../server/errors/store-away.ts'
import { SqliteConnection } from '../../server/stores/sql/sqlite-file.ts'
import { holdWriteLock } from '../support/foreign-writer.ts'
import { bySize } from '../support/size.ts'
import { rejection } from './eventually.ts'
import { entry, sampleAccount, sampleCredential } from './sql-samples.ts'
import { openUnderTest, type SqlUnderTest } from './sql-under-test.ts'

const HELD_MS = bySize({ short: 1_000, long: 4_000, full: 4_000 })
const PAGE = 4_096

describe('a SQLite file that others use, or that breaks', () => {
  let folder: string
  let file: string
  let site: SqlUnderTest
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rekey-sqlite-'))
    file = join(folder, 'rekey.sqlite')
    site = await openUnderTest({ file })
  })
  afterEach(async () => {
    await site.close()
    await rm(folder, { recursive: true, force: true })
  })

  function create(account = sampleAccount(), stores = site.one) {
    return stores.accounts.create(account, sampleCredential(account.id), entry('account-created', account.id))
  }

  it('[S110] [S87] reads at once while another process writes; a writer waits and stops nobody', async function () {
    this.slow(HELD_MS + 2_000)
    const account = sampleAccount()
    await create(account)
    const rival = await holdWriteLock(file)
    const delay = monitorEventLoopDelay({ resolution: 5 })
    const writing = [create(), create(), create()]
    delay.enable()
    const until = performance.now() + HELD_MS
    const took: number[] = []
    while (performance.now() < until) {
      const began = performance.now()
      expect(await site.one.accounts.findById(account.id)).to.deep.include(account)
      await site.one.ping()
      took.push(performance.now() - began)
      await wait(5)
    }
    delay.disable()
    await rival.leave()
    expect(await Promise.all(writing)).to.deep.equal(['created', 'created', 'created'])
    took.sort((one, other) => one - other)
    expect(took[took.length >> 1], 'a read in the middle').to.be.lessThan(20)
    expect(took.at(-1), 'the slowest read').to.be.lessThan(HELD_MS / 2)
    // A writer that slept in the driver would stop us for as long as it sleeps.
    expect(delay.percentile(50) / 1e6, 'the loop').to.be.lessThan(15)
  })

  it('[S110] reads what was just written, on this connection and on others', async () => {
    for (let times = 0; times < 100; times += 1) {
      const account = sampleAccount()
      await create(account)
      expect(await site.one.accounts.findById(account.id)).to.deep.include(account)
      expect(await site.other.accounts.findById(account.id)).to.deep.include(account)
    }
  })

  it('[S116] is opened once another process, which has it alone, lets it go', async () => {
    const fresh = join(folder, 'fresh.sqlite')
    const rival = await holdWriteLock(fresh, 'exclusive')
    const opening = openUnderTest({ file: fresh })
    const early = await Promise.race([opening, wait(300, 'it waits')])
    await rival.leave()
    expect(early).to.equal('it waits')
    const opened = await opening
    await opened.one.ping()
    await opened.close()
  })

  it('[S111] is away while the file is damaged, and back when it is whole again', async () => {
    const account = sampleAccount()
    await create(account)
    const heal = await damage(file, `${file}-wal`)
    expect(await rejection(site.one.accounts.findById(account.id))).to.be.instanceOf(StoreAway)
    // The one that wrote last need not look at the file again.
    expect(await rejection(create(sampleAccount(), site.other))).to.be.instanceOf(StoreAway)
    await heal()
    expect(await site.one.accounts.findById(account.id)).to.deep.include(account)
    expect(await create()).to.equal('created')
    expect(await create(sampleAccount(), site.other)).to.equal('created')
  })

  it('[S112] makes no empty file in the place of one that is gone', async () => {
    const account = sampleAccount()
    await create(account)
    const heal = await damage(file, `${file}-wal`)
    expect(await rejection(site.one.accounts.findById(account.id))).to.be.instanceOf(StoreAway)
    await rename(file, `${file}-moved`)
    expect(await rejection(site.one.accounts.findById(account.id))).to.be.instanceOf(StoreAway)
    expect(await rejection(stat(file))).to.include({ code: 'ENOENT' })
    await rename(`${file}-moved`, file)
    await heal()
    expect(await site.one.accounts.findById(account.id)).to.deep.include(account)
  })

  it('[S112] acknowledges nothing while the file was moved away, and goes on when it is back', async () => {
    const account = sampleAccount()
    await create(account)
    await rename(file, `${file}-moved`)
    expect(await rejection(create())).to.be.instanceOf(StoreAway)
    expect(await rejection(site.one.ping())).to.be.instanceOf(StoreAway)
    expect(await rejection(stat(file))).to.include({ code: 'ENOENT' })
    await rename(`${file}-moved`, file)
    expect(await site.one.accounts.findById(account.id)).to.deep.include(account)
    expect(await create()).to.equal('created')
  })

  it('[S112] takes no other file for it, which nobody has migrated or looked at', async () => {
    await copyFile(file, `${file}-backup`)
    await rename(`${file}-backup`, file)
    expect(await rejection(create())).to.be.instanceOf(StoreAway)
  })

  it('[S112] is away when the file goes in the middle of a transaction, which keeps nothing', async () => {
    const account = sampleAccount()
    const { database } = site
    const tried = database.transact(async (tx) => {
      await tx.db.updateTable('meta').set({ value: 'half' }).where('key', '=', 'born').execute()
      await rename(file, `${file}-moved`)
    })
    expect(await rejection(tried)).to.be.instanceOf(StoreAway)
    await rename(`${file}-moved`, file)
    expect(await create(account)).to.equal('created')
    const born = database.db.selectFrom('meta').select('value').where('key', '=', 'born')
    expect((await born.executeTakeFirstOrThrow()).value).not.to.equal('half')
  })

  it('[S111] is away for writers while the disk is full, reads on, and loses nothing', async () => {
    const accounts = [sampleAccount(), sampleAccount()]
    await create(accounts[0])
    const { size } = await stat(file)
    await site.run(`pragma max_page_count = ${Math.ceil(size / PAGE)}`)
    let outcome: unknown = 'created'
    while (outcome === 'created') outcome = await create().catch((error: unknown) => error)
    expect(outcome).to.be.instanceOf(StoreAway)
    expect(await site.one.accounts.findById(accounts[0]!.id)).to.deep.include(accounts[0])
    // The limit went with the connection that met it.
    expect(await create(accounts[1])).to.equal('created')
  })

  it('[S199] goes on after a statement that found the file busy: the next transaction is committed', () => {
    const fresh = join(folder, 'statements.sqlite')
    const [one, other] = [new SqliteConnection(fresh, []), new SqliteConnection(fresh, [])]
    const asked = (text: string, ...parameters: unknown[]) =>
      ({ sql: text, parameters }) as unknown as CompiledQuery
    one.exec('create table things (thing)')
    one.exec('begin immediate')
    expect(() => other.run(asked('insert into things values (?)', 1))).to.throw(/locked|busy/)
    one.exec('commit')
    other.exec('begin immediate')
    other.run(asked('insert into things values (?)', 2))
    other.exec('commit')
    expect(one.run(asked('select thing from things')).rows).to.deep.equal([{ thing: 2 }])
    for (const connection of [one, other]) connection.close()
  })

  it('[S113] keeps nothing that comes after SQLite has ended the transaction', async () => {
    const { database } = site
    const tried = database.transact(async (tx) => {
      const clash = sql`insert or rollback into meta (key, value) select key, value from meta`
      await rejection(clash.execute(tx.db))
      await tx.db.updateTable('meta').set({ value: 'half' }).where('key', '=', 'born').execute()
    })
    expect(await rejection(tried)).to.be.instanceOf(StoreAway)
    const born = database.db.selectFrom('meta').select('value').where('key', '=', 'born')
    expect((await born.executeTakeFirstOrThrow()).value).not.to.equal('half')
  })
})

/** Fills the files with rubbish; the result puts back what was there. */
async function damage(...files: readonly string[]): Promise<() => Promise<unknown>> {
  const healers = await Promise.all(
    files.map(async (file) => {
      const whole = await readFile(file)
      await overwrite(file, Buffer.alloc(whole.length, 7))
      return () => overwrite(file, whole)
    }),
  )
  return () => Promise.all(healers.map((heal) => heal()))
}

/** In place, as a disk does; what is gone is made again. */
async function overwrite(path: string, bytes: Buffer): Promise<void> {
  const file = await open(path, constants.O_WRONLY | constants.O_CREAT)
  await file.write(bytes, 0, bytes.length, 0)
  await file.close()
}
