import { setTimeout as wait } from 'node:timers/promises'
import { expect } from 'chai'
import { sql } from 'kysely'
import { StoreAway } from '../../server/errors/store-away.ts'
import { openSql } from '../../server/stores/sql/open-sql.ts'
import { startPostgresLine } from '../support/postgres-line.ts'
import { databaseOfOthers, run } from './database-of-others.ts'
import { rejection } from './eventually.ts'
import { openUnderTest, RP_ID } from './sql-under-test.ts'

describe('a PostgreSQL that many want', function () {
  this.timeout(20_000)

  it('[S193] and lets statements lose to each other runs one alone again, so that each of twenty at once counts', async () => {
    const { url, name } = await databaseOfOthers()
    await run(url, `alter database ${name} set default_transaction_isolation = serializable`)
    const site = await openUnderTest({ databaseUrl: url })
    await site.run("insert into meta (key, value) values ('probe', '')")
    const statement = sql`update meta set value = value || 'x' where key = 'probe' and pg_sleep(0.02) is not null`
    await Promise.all(Array.from({ length: 20 }, () => statement.execute(site.database.db)))
    await site.close()
    expect(await run(url, "select value from meta where key = 'probe'")).to.deep.equal([
      { value: 'x'.repeat(20) },
    ])
  })

  it('[S193] and refuses a statement for another reason hears it once', async () => {
    const site = await openUnderTest({ databaseUrl: (await databaseOfOthers()).url })
    await site.run('create sequence tries')
    const { db } = site.database
    expect(String(await rejection(sql`select nextval('tries') / 0`.execute(db)))).to.match(/division by zero/)
    expect((await sql`select nextval('tries')::int as next`.execute(db)).rows).to.deep.equal([{ next: 2 }])
    await site.close()
  })

  it('[S198] and lets statements lose runs one alone again after a pause, and counts as away where it loses on', async () => {
    const { url } = await databaseOfOthers()
    const site = await openUnderTest({ databaseUrl: url })
    await site.run('create sequence tries')
    await site.run(`create function lose() returns trigger language plpgsql as $$ begin
      if nextval('tries') < 50 then raise exception using errcode = '40001'; end if; return new; end $$`)
    await site.run('create trigger loser before update on meta for each row execute function lose()')
    const statement = sql`update meta set value = value`
    const lost = await rejection(site.database.transact(({ db }) => statement.execute(db)))
    expect(lost).to.be.instanceOf(StoreAway)
    const begun = performance.now()
    await statement.execute(site.database.db)
    expect(performance.now() - begun).to.be.above(200)
    await site.close()
  })

  it('[S195] and has fewer connections than would be taken answers all of fifty at once', async () => {
    const { url, role, asUser } = await databaseOfOthers()
    await run(url, `grant usage, create on schema public to ${role}`, `alter role ${role} connection limit 2`)
    const stores = await openSql({ databaseUrl: asUser, rpId: RP_ID })
    await Promise.all(Array.from({ length: 50 }, () => stores.ping()))
    await stores.close()
    await run(url, `alter role ${role} connection limit 0`)
    expect(String(await rejection(openSql({ databaseUrl: asUser, rpId: RP_ID })))).to.match(
      /all of its connections are taken\. Raise max_connections/,
    )
  })

  it('[S197] and has no connection left is asked for one ever more rarely, and answers once it has', async () => {
    const { url, role, asUser } = await databaseOfOthers()
    await run(url, `grant usage, create on schema public to ${role}`)
    const line = await startPostgresLine(asUser)
    const stores = await openSql({ databaseUrl: line.url.replace('postgres@', `${role}@`), rpId: RP_ID })
    await run(url, `alter role ${role} connection limit 0`)
    await line.dropAll()
    const before = line.connections
    const answered = Promise.all(Array.from({ length: 10 }, () => stores.ping()))
    await wait(1_000)
    const asked = line.connections - before
    await run(url, `alter role ${role} connection limit 10`)
    await answered
    await stores.close()
    await line.close()
    // Each after 0, 20, 60, 140, 300 and 620 ms.
    expect(asked).to.be.within(10, 60)
  })
})
