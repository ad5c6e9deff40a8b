import { expect } from 'chai'
import { sql as raw } from 'kysely'
import { MOST_QUEUED_CASES } from '../../server/methods/assisted/case-lifetimes.ts'
import { createCases } from '../../server/stores/sql/cases/cases.ts'
import { decline } from '../../server/stores/sql/contacts/agree.ts'
import { name } from '../../server/stores/sql/contacts/name.ts'
import { spendVouch } from '../../server/stores/sql/contacts/vouch.ts'
import { createVouchStore } from '../../server/stores/sql/contacts/vouch-store.ts'
import type { Database, Queries } from '../../server/stores/sql/database.ts'
import { CHECK, casesScene } from './cases-scene.ts'
import { contactsOfTwo } from './contacts-of-two.ts'
import { databaseOfOthers } from './database-of-others.ts'
import { eventually } from './eventually.ts'
import { codeOf } from './sql-samples.ts'
import { openUnderTest, type SqlUnderTest } from './sql-under-test.ts'

/** Only PostgreSQL lets one transaction write what another one has read and not written yet. */
describe('what another transaction decided meanwhile, on PostgreSQL', () => {
  const sql = {} as SqlUnderTest
  before(async () => {
    Object.assign(sql, await openUnderTest({ databaseUrl: (await databaseOfOthers()).url }))
  })
  after(() => sql.close())

  const waiting = raw<object>`select 1 from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`

  /** Keeps the transaction of `first` open until `second` waits for it, or is done. Gives what came of `second`. */
  async function overtake<Outcome>(
    first: (tx: Queries) => Promise<unknown>,
    second: () => Promise<Outcome>,
  ): Promise<Outcome> {
    let letGo = () => {}
    const may = new Promise<void>((resolve) => {
      letGo = resolve
    })
    let earlier: Promise<void> | undefined
    await new Promise<void>((did, failed) => {
      earlier = sql.otherDatabase.transact(async (tx) => {
        await first(tx)
        did()
        await may
      })
      earlier.catch(failed)
    })
    let isDone = false
    const later = second().finally(() => {
      isDone = true
    })
    const waits = async () => (await waiting.execute(sql.database.db)).rows.length > 0
    await eventually('the second one waits or is done', async () => isDone || (await waits()))
    letGo()
    await earlier
    return later
  }

  /** What runs in this transaction, and would have one of its own. */
  const inside = (tx: Queries): Database => ({
    ...tx,
    transact: (work) =>
      work(tx, () => {
        throw new Error('It was rolled back.')
      }),
  })

  const { newOwner, newSupporter, opened, rowOf } = casesScene(sql)
  const closings = {
    'a supporter who rejects it': async (of: Awaited<ReturnType<typeof opened>>) => {
      const by = await newSupporter()
      return (tx: Queries) => createCases(inside(tx)).reject(by, of.caseId, 'It is an impostor')
    },
    'its page, which opens another one': async (of: Awaited<ReturnType<typeof opened>>) => {
      const wish = { shown: 'Else', folded: `else ${of.caseId}` }
      const requester = { device: 'x', network: 'y', place: null }
      return (tx: Queries) =>
        createCases(inside(tx)).open({ pageKey: of.pageKey, accountId: null, requester, name: wish })
    },
  }
  for (const [who, closing] of Object.entries(closings)) {
    it(`[C44] a case that was closed by ${who} stays closed, whoever vouches or confirms at that moment`, async () => {
      const [one, two] = [await newSupporter(), await newSupporter()]
      const open = await opened(await newOwner())
      const vouched = await overtake(await closing(open), () => sql.one.cases.vouch(one, open.caseId, CHECK))
      expect(vouched).to.deep.include({ ok: false, code: 'not_found' })
      expect(await rowOf(open.caseId)).to.include({ state: 'closed', checked_by: null })
      const checked = await opened(await newOwner())
      expect(await sql.one.cases.vouch(one, checked.caseId, CHECK)).to.deep.equal({ ok: true })
      const confirmed = await overtake(await closing(checked), () =>
        sql.one.cases.confirm(two, checked.caseId, 'CODE', null),
      )
      expect(confirmed).to.deep.include({ ok: false, code: 'not_found' })
      expect(await rowOf(checked.caseId)).to.include({ state: 'closed', code_hash: null })
    })
  }

  it('[C45] a case that somebody vouches for leaves the queue for no newer one', async () => {
    const by = await newSupporter()
    const first = await opened(await newOwner())
    for (let more = 1; more < MOST_QUEUED_CASES; more += 1) await opened(null, { name: first.name })
    await overtake(
      (tx) => createCases(inside(tx)).vouch(by, first.caseId, CHECK),
      () => opened(null, { name: first.name }),
    )
    expect(await rowOf(first.caseId)).to.include({ state: 'checked', in_queue: 1 })
  })

  it('[F33] a request that was declined stays so: nobody agrees to it any more', async () => {
    const two = await contactsOfTwo(sql)
    const id = await two.name()
    const agreed = await overtake(
      (tx) => decline(tx, two.friend.accountId, id),
      () => sql.one.contacts.agree(two.friend.doing(two.own), id),
    )
    expect(codeOf(agreed)).to.equal('not_found')
    expect((await two.list()).map(({ state }) => state)).to.deep.equal(['asked'])
  })

  it('[F34] a request that is being written ends, when whom it reaches refuses all', async () => {
    const two = await contactsOfTwo(sql)
    await overtake(
      (tx) => name(inside(tx), two.owner.doing(two.first), two.naming()),
      () => sql.one.contacts.refuseAll(two.friend.accountId, true),
    )
    expect(await two.list()).to.have.length(1)
    expect(await two.listed()).to.deep.equal([])
  })

  for (const what of ['denied', 'used'] as const) {
    it(`[F35] a link that was ${what} meanwhile gives no code, and isn’t denied any more`, async () => {
      const two = await contactsOfTwo(sql)
      await two.counting()
      const doing = two.friend.doing(two.own)
      const over = (id: string) => (tx: Queries) =>
        what === 'denied'
          ? createVouchStore(inside(tx)).deny(doing, id)
          : spendVouch(tx, two.owner.accountId, id)
      const vouchedFor = async () => {
        const { id } = await two.ask()
        expect(codeOf(await two.vouch(id))).to.equal(null)
        return id
      }
      const again = await vouchedFor()
      expect(codeOf(await overtake(over(again), () => two.vouch(again)))).to.equal('code_invalid')
      const late = await vouchedFor()
      expect(await overtake(over(late), () => sql.one.vouches.deny(doing, late))).to.equal(null)
    })
  }
})
