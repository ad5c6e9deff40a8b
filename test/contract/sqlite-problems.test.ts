import { mkdtempSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import Sqlite from 'libsql'
import { openSql } from '../../server/stores/sql/open-sql.ts'
import { sqliteProblem } from '../../server/stores/sql/sqlite-problem.ts'
import { rejection } from './eventually.ts'
import { RP_ID } from './sql-under-test.ts'

describe('a SQLite file that cannot be used', () => {
  let folder: string
  let file: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rekey-sqlite-problems-'))
    file = join(folder, 'rekey.sqlite')
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  async function whatAStartSays(): Promise<string> {
    return ((await rejection(openSql({ file, rpId: RP_ID }))) as Error).message
  }

  it('[S191] is named as damaged when it is something else', async () => {
    writeFileSync(file, 'something else '.repeat(1_000))
    expect(await whatAStartSays()).to.contain(
      'cannot be used: it is damaged, or not a SQLite file. Put a backup in its place',
    )
  })

  it('[S191] is named when it was cut short', async () => {
    await (await openSql({ file, rpId: RP_ID })).close()
    for (const beside of ['-wal', '-shm']) rmSync(`${file}${beside}`, { force: true })
    truncateSync(file, statSync(file).size / 2)
    expect(await whatAStartSays()).to.contain(
      'or the file was cut short. Look at the log of the system. If the file is not complete, put a backup',
    )
  })

  it('[S191] is named as held by another program', () => {
    const holder = new Sqlite(file)
    holder.exec('begin exclusive')
    const late = new Sqlite(file)
    expect(failureOf(() => late.exec('create table late (id)'))).to.include({
      reason: 'another program has it locked',
    })
    for (const database of [holder, late]) database.close()
  })

  it('[S191] is named as on a full disk', () => {
    const database = new Sqlite(file)
    database.exec('pragma max_page_count = 1')
    expect(failureOf(() => database.exec('create table one (id); create table other (id)'))).to.include({
      reason: 'its disk is full',
    })
    database.close()
  })

  function failureOf(work: () => unknown) {
    try {
      work()
    } catch (error) {
      return sqliteProblem(error)
    }
    throw new Error('It did not fail.')
  }
})
