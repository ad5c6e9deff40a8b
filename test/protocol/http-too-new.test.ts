import { expect } from 'chai'
import type { CredentialId } from '../../shared/ids.ts'
import type { SoftPasskey } from '../support/soft-authenticator.ts'
import type { HttpDevice } from './http-device.ts'
import {
  addPasskey,
  cancelScheduled,
  deviceWith,
  endSessions,
  firstOf,
  judge,
  mature,
  remove,
  rename,
  reportStolen,
  restore,
  signedUp,
  undo,
} from './http-owner.ts'
import { type Recovered, recover } from './http-recovery.ts'
import { type HttpSite, startHttpSite } from './http-site.ts'

const WEEK_MS = 7 * 24 * 3_600_000

describe('HTTP: a passkey whose recovery or addition can still be undone', () => {
  let site: HttpSite
  before(async () => {
    site = await startHttpSite({ probationMs: 0 })
  })
  after(() => site.close())

  for (const [came, youngOne] of [
    ['recovered', async ({ owner }: Scene) => (await recovered(owner)).device],
    ['added', async ({ owner }: Scene) => deviceWith(site, await addPasskey(owner))],
  ] as const) {
    it(`[A33] ${came}, it removes no older passkey but schedules that, and removes itself and what it added`, async () => {
      const all = await scene()
      const { owner, first, second } = all
      const taker = await youngOne(all)
      const added = await addPasskey(taker)
      for (const by of [firstOf(taker), added]) {
        const { status, body } = await remove(taker, second, by)
        expect([status, body.leavesAt]).to.deep.equal([200, null])
        expect(body.scheduledUntil).to.be.within(Date.now() + WEEK_MS - 60_000, Date.now() + WEEK_MS + 1)
      }
      expect(standing(await owner.account())).to.include({ [first.id]: 'active', [second.id]: 'active' })
      expect((await remove(taker, added)).body.leavesAt).not.to.equal(null)
      expect((await remove(taker, firstOf(taker))).body.leavesAt).not.to.equal(null)
    })

    it(`[A32] [A44] [A45] ${came}, it renames no older one and reports none stolen`, async () => {
      const all = await scene()
      const taker = await youngOne(all)
      expect((await rename(taker, all.first, 'Mine')).body.error.code).to.equal('too_new')
      expect((await reportStolen(taker, all.first)).body.error.code).to.equal('too_new')
      expect((await rename(taker, firstOf(taker), 'Mine')).status).to.equal(200)
      expect(await all.owner.session()).to.include({ signedIn: true })
    })

    it(`[A39] ${came}, it ends no session of an older passkey`, async () => {
      const all = await scene()
      const taker = await youngOne(all)
      const sessions = (await taker.account()).sessions.filter(({ current }) => !current)
      const ids = sessions.map(({ id }) => id)
      expect((await endSessions(taker, ids)).body.error.code).to.equal('too_new')
      expect(await all.owner.session()).to.include({ signedIn: true })
      const own = await deviceWith(site, firstOf(taker))
      const [mine] = (await own.account()).sessions.filter(({ current }) => current)
      expect((await endSessions(taker, [mine!.id, ...ids])).body).to.deep.equal({
        ended: 1,
        stayed: ids.length,
      })
      expect(await own.session()).to.deep.equal({ signedIn: false })
    })

    it(`[A25] ${came}, an older one freezes and undoes it`, async () => {
      const all = await scene()
      const taker = await youngOne(all)
      const [row] = (await all.owner.account()).recoveries
      expect(row).to.include({ method: came === 'added' ? 'added' : 'pairing', own: false })
      expect(row!.by?.id).to.equal(all.first.id)
      expect((await judge(taker, 'freeze', row!, firstOf(taker))).body.error.code).to.equal('too_new')
      expect((await judge(all.owner, 'freeze', row!)).status).to.equal(200)
      expect((await taker.signIn()).body.error.code).to.equal('passkey_suspended')
      expect((await undo(all.owner, row!, false)).status).to.equal(200)
      expect((await all.owner.account()).recoveries).to.deep.equal([])
    })
  }

  it('[A33] once the undo has lapsed, it removes any', async () => {
    const { owner, first } = await scene()
    const added = await addPasskey(owner)
    await mature(site, added)
    const removed = await remove(await deviceWith(site, added), first)
    expect(removed.body.scheduledUntil).to.equal(null)
    expect((await owner.signIn({ passkey: first })).body.error.code).to.equal('passkey_suspended')
  })

  it('[A34] restores no older passkey, which could say what is final about the recovery', async () => {
    const { owner, first, second } = await scene()
    const taker = (await recovered(owner)).device
    await mature(site, second)
    expect((await reportStolen(owner, second, first)).status).to.equal(200)
    expect((await restore(taker, second)).body.error.code).to.equal('too_new')
    expect((await owner.signIn({ passkey: second })).body.error.code).to.equal('passkey_suspended')
    expect((await restore(owner, second, first)).status).to.equal(200)
  })

  it('[A35] freezes no older recovery, whose passkey may be what undoes its own', async () => {
    const { owner } = await scene()
    const taker = await recovered(owner)
    const later = await recovered(owner)
    expect((await judge(later.device, 'freeze', taker)).body.error.code).to.equal('too_new')
    expect((await taker.device.signIn()).status).to.equal(200)
    expect((await judge(taker.device, 'freeze', later)).status).to.equal(200)
  })

  it('[A36] undoes a later recovery, but brings no older passkey back by it', async () => {
    const { owner, first, second } = await scene()
    const taker = (await recovered(owner)).device
    const later = await recovered(owner, second.id)
    expect((await judge(owner, 'freeze', later, first)).status).to.equal(200)
    expect((await undo(taker, later, true)).body.error.code).to.equal('too_new')
    expect((await undo(taker, later, false)).status).to.equal(200)
    expect((await owner.signIn({ passkey: second })).body.error.code).to.equal('passkey_suspended')
  })

  it('[A37] what an older passkey has set aside is given back by none that is younger, however mature', async () => {
    const { owner, first, second } = await scene()
    await mature(site, second)
    const third = await addPasskey(owner)
    await mature(site, third)
    await remove(owner, third, first)
    const device = await deviceWith(site, second)
    expect((await restore(device, third)).body.error.code).to.equal('too_new')
    // Nor by setting it aside once more.
    expect((await remove(device, third)).status).to.equal(200)
    expect((await restore(device, third)).body.error.code).to.equal('too_new')
    expect((await restore(owner, third, first)).status).to.equal(200)
  })

  it('only passkeys that may do it are offered, and where there is none, no step-up begins', async () => {
    const { owner, first, second } = await scene()
    const action = { do: 'restore-passkey', credentialId: second.id as CredentialId } as const
    await mature(site, second)
    await remove(owner, second, first)
    const offer = await owner.post('/api/step-up', { action })
    expect(offer.body.options.allowCredentials?.map(({ id }) => id)).to.deep.equal([first.id])
    const young = (await recovered(owner)).device
    const own = { do: 'lift-recovery', recoveryId: (await young.account()).recoveries[0]!.id } as const
    await site.run(`update recoveries set created_at = 0 where id = '${own.recoveryId}'`)
    expect((await owner.post('/api/step-up', { action: own })).body.error.code).to.equal('too_new')
  })

  it('[A43] what it has scheduled is on the page of every device, and an older one cancels it', async () => {
    const { owner, second } = await scene()
    const taker = (await recovered(owner)).device
    const { scheduledUntil } = (await remove(taker, second)).body
    expect((await remove(taker, second)).body.scheduledUntil).to.equal(scheduledUntil)
    const [row, ...more] = (await owner.account()).scheduled
    expect(more).to.deep.equal([])
    expect(row).to.deep.include({ dueAt: scheduledUntil, target: { id: second.id, name: row!.target.name } })
    const session = await taker.session()
    // It is its own there, and not that of the older one's passkey.
    expect([row!.own, session.signedIn && session.scheduled]).to.deep.equal([false, [{ ...row, own: true }]])
    const later = await deviceWith(site, await addPasskey(owner))
    expect((await cancelScheduled(later, row!.id)).body.error.code).to.equal('too_new')
    expect((await cancelScheduled(owner, row!.id)).status).to.equal(200)
    expect((await owner.account()).scheduled).to.deep.equal([])
    expect((await cancelScheduled(owner, row!.id)).body.error.code).to.equal('not_found')
  })

  it('[A41] what it has scheduled happens when its own time is over, and can then be taken back', async () => {
    const { owner, first, second } = await scene()
    const taker = await recovered(owner)
    await remove(taker.device, second)
    await site.run(`update scheduled_changes set due_at = 0 where credential_id = '${second.id}'`)
    await site.run(`update recoveries set undo_until = done_at where id = '${taker.id}'`)
    await site.sql.acts.carryOut(WEEK_MS)
    expect((await owner.signIn({ passkey: second })).body.error.code).to.equal('passkey_suspended')
    expect((await owner.account()).scheduled).to.deep.equal([])
    expect((await restore(owner, second, first)).status).to.equal(200)
  })

  interface Scene {
    readonly owner: HttpDevice
    readonly first: SoftPasskey
    readonly second: SoftPasskey
  }

  /** An owner with two passkeys. */
  async function scene(): Promise<Scene> {
    const owner = await signedUp(site)
    const second = await addPasskey(owner)
    await site.run(`update recoveries set undo_until = done_at where credential_id = '${second.id}'`)
    return { owner, first: firstOf(owner), second }
  }

  async function recovered(owner: HttpDevice, retire?: string): Promise<Recovered> {
    const recovery = await recover(site, owner, retire)
    expect((await recovery.device.signIn()).body).to.include({ recovered: true })
    return recovery
  }

  function standing({ passkeys }: Awaited<ReturnType<HttpDevice['account']>>) {
    return Object.fromEntries(passkeys.map(({ id, status }) => [id, status]))
  }
})
