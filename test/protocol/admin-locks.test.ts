import { expect } from 'chai'
import { Pool } from 'pg'
import type { LockRow } from '../../shared/admin.ts'
import { eventually } from '../contract/eventually.ts'
import { AdminConsole } from '../support/admin-console.ts'
import { qrOf } from '../support/page-device.ts'
import type { SignedInDevice } from '../support/signed-in-device.ts'
import { siteStores } from '../support/site-stores.ts'
import { describeOnOwnSites, sharedSite } from '../support/sites.ts'
import { accountOf, grant, newAdmin, revoke, watchingAdmin } from './admin-scene.ts'
import { codeOf, newApprover, openPage, scan } from './scene.ts'

const REASON = 'Two people at one desk; both called.'

describeOnOwnSites(
  'locks in the console',
  (site) => {
    const stores = siteStores(site)

    /** Two people present one code: the page and both accounts are locked. */
    async function contended(): Promise<{ first: SignedInDevice; second: SignedInDevice }> {
      const page = await openPage(site)
      const { approver } = await scan(site, page)
      const second = await newApprover(site, site.otherUrl)
      expect(codeOf(await second.scan(qrOf(page.opened)))).to.equal('code_invalid')
      return { first: approver, second }
    }
    const lockOf = async (admin: AdminConsole, { name }: SignedInDevice): Promise<LockRow> => {
      const { locks } = await admin.until(({ locks }) => locks.some(({ who }) => who === name))
      return locks.find(({ who }) => who === name)!
    }
    const tries = async (device: SignedInDevice) =>
      codeOf(await device.scan(qrOf((await openPage(site)).view)))

    it('show who is locked, why and for how long, on every node', async () => {
      const { first, second } = await contended()
      for (const node of [site.url, site.otherUrl]) {
        const admin = await watchingAdmin(site, stores, node)
        for (const device of [first, second]) {
          const lock = await lockOf(admin, device)
          expect(lock).to.include({ kind: 'account', reason: 'second-claimant', network: null })
          expect(lock.leftMs).to.be.within(59 * 60_000, 60 * 60_000)
        }
        const { locks } = admin.figures.at(-1)!
        expect(locks.find(({ kind }) => kind === 'page')?.network).to.match(/^10\.\d+\.\d+\.0\/24$/)
      }
    })

    it('end by a release, for that account alone; it is written down with the reason', async () => {
      const { first, second } = await contended()
      const admin = await watchingAdmin(site, stores, site.otherUrl)
      const lock = await lockOf(admin, second)
      expect(await tries(second)).to.equal('locked')
      expect(await admin.release(lock.id, ` ${REASON} `)).to.equal(null)
      expect(await tries(second)).to.equal(null)
      expect(await tries(first)).to.equal('locked')
      await admin.until(({ locks }) => !locks.some(({ id }) => id === lock.id))

      const [entry] = await stores.sql.audit.list(await accountOf(stores, admin.device), 1)
      expect(entry).to.include({ action: 'lock-released', device: 'Chrome on Linux' })
      expect(entry).to.include.keys('sessionId', 'recoveryId', 'network')
      const freed = await accountOf(stores, second)
      expect(entry?.detail).to.equal(`lock ${lock.id} of account ${freed}: ${REASON}`)
      const told = (await stores.sql.audit.list(freed, 5)).find(({ action }) => action === 'lock-released')
      const { at: _at, ...what } = told!
      const { recoveryId } = entry!
      expect(what).to.deep.equal({ action: 'lock-released', accountId: freed, recoveryId })
      expect(await admin.release(lock.id, REASON), 'it is gone').to.equal('not_found')
      expect(await stores.sql.audit.list(await accountOf(stores, admin.device), 1)).to.deep.equal([entry])
    })

    it('[D9] stay without a step-up for exactly this lock', async () => {
      const { first, second } = await contended()
      const admin = await watchingAdmin(site, stores)
      const [lock, other] = [await lockOf(admin, first), await lockOf(admin, second)]
      for (const action of [
        { do: 'release-lock', lockId: other.id },
        { do: 'enter-admin' },
        { do: 'add-passkey' },
      ] as const)
        expect(await admin.release(lock.id, REASON, action)).to.equal('step_up_refused')
      expect(await tries(first)).to.equal('locked')
    })

    it('[D8] stay for a user, for who was demoted, and for an admin whose console is shut', async () => {
      const { first, second } = await contended()
      const watching = await watchingAdmin(site, stores)
      const { id } = await lockOf(watching, first)
      await revoke(stores, watching.device)
      expect(await watching.release(id, REASON)).to.equal('not_admin')
      await grant(stores, watching.device)
      expect(await watching.release(id, REASON)).to.equal('step_up_due')
      expect(await (await newAdmin(site, stores)).release(id, REASON)).to.equal('step_up_due')
      expect(await new AdminConsole(second).release(id, REASON)).to.equal('not_admin')
      expect(await tries(first)).to.equal('locked')
    })

    it('[D7] stay for a reason that hides something, and the step-up is not spent by it', async () => {
      const { first } = await contended()
      const admin = await watchingAdmin(site, stores)
      const { id: lockId } = await lockOf(admin, first)
      const stepUp = await admin.device.stepUp({ do: 'release-lock', lockId })
      const post = async (reason: unknown, more: object = {}) => {
        const body = { lockId, reason, stepUp, ...more }
        return (await admin.device.post('/api/admin/locks/release' as never, body as never)).error?.code
      }
      for (const reason of ['', 'no', 'x'.repeat(201), 'one\ntwo', 'a\u202eb c', 7, null, ['a', 'b', 'c']])
        expect(await post(reason), JSON.stringify(reason)).to.equal('bad_request')
      for (const more of [{ force: true }, { lockId: '*' }, { lockId: '__proto__' }, { lockId: ['a'] }])
        expect(await post(REASON, more), JSON.stringify(more)).to.equal('bad_request')
      expect(await tries(first)).to.equal('locked')
      expect(await post('<img src=x onerror=alert(1)> =HYPERLINK("x")')).to.equal(undefined)
    })
  },
  { env: { ON_CONTENTION: 'lock' } },
)

describe('entering while the role is taken away', () => {
  const site = sharedSite()
  const stores = siteStores(site)

  it('[D5] comes after it, and is refused', async () => {
    const admin = await newAdmin(site, stores)
    const accountId = await accountOf(stores, admin.device)
    const pool = new Pool({ connectionString: site.databaseUrl! })
    const revoking = await pool.connect()
    try {
      await revoking.query('begin')
      await revoking.query('delete from admins where account_id = $1', [accountId])
      const entering = admin.enter()
      let answer: string | null | undefined
      void entering.then((code) => {
        answer = code
      })
      const waits = "select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like '%admins%'"
      // It has judged the role, which nobody sees to be gone yet, and waits for its row.
      await eventually('it waits, or went past', async () => {
        const { rowCount } = await pool.query(waits)
        return rowCount !== 0 || answer !== undefined
      })
      await revoking.query('commit')
      expect(await entering).to.equal('not_admin')
    } finally {
      revoking.release()
      await pool.end()
    }
  })
})
