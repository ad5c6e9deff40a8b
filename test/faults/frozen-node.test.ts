import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect } from 'chai'
import { eventually } from '../contract/eventually.ts'
import { openUnderTest } from '../contract/sql-under-test.ts'
import { commonPostgres } from '../support/postgres.ts'
import { bySize } from '../support/size.ts'

/** Ours is 10 s; another statement then has to be tried. */
const FREED_MS = 18_000

/** It takes its time, so the short run only looks at what PostgreSQL was told. */
const IS_PLAYED = bySize({ short: false, long: true, full: true })

describe('a node that freezes in the middle of a transaction', function () {
  this.timeout(60_000)

  it('[S104] tells PostgreSQL beforehand to free what it holds after ten seconds', async () => {
    const site = await openUnderTest({ databaseUrl: await (await commonPostgres()).createDatabase() })
    const told = await site.database.transact(({ db }) =>
      db
        .selectNoFrom((row) =>
          row.fn<string>('current_setting', [row.val('idle_in_transaction_session_timeout')]).as('it'),
        )
        .executeTakeFirstOrThrow(),
    )
    expect(told.it).to.equal('10s')
    await site.close()
  })

  if (IS_PLAYED)
    it('[S104] keeps nobody from its rows for long', async () => {
      const databaseUrl = await (await commonPostgres()).createDatabase()
      const site = await openUnderTest({ databaseUrl })
      const script = new URL('./support/hold-a-row.ts', import.meta.url).pathname
      const node = spawn(process.execPath, ['--import', 'tsx', script, databaseUrl], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      await once(node.stdout, 'data')
      node.kill('SIGSTOP')
      try {
        await eventually('the row is free', () => touch(), FREED_MS)
      } finally {
        node.kill('SIGKILL')
        await site.close()
      }

      function touch(): Promise<boolean> {
        const born = site.database.db.updateTable('meta').set({ value: '2' }).where('key', '=', 'born')
        return born.execute().then(
          () => true,
          () => false,
        )
      }
    })
})
