import { expect } from 'chai'
import { block } from '../support/documented.ts'
import { keptState } from '../support/kept-state.ts'
import { runSql } from '../support/run-sql.ts'
import { describeOnOwnSites } from '../support/sites.ts'
import { DAY, HOUR, slowScene, stop } from './slow-scene.ts'
import { openSupporter } from './supporter-scene.ts'

describeOnOwnSites(
  'a database that was put back from a backup',
  (site) => {
    const { stores, newPage, newOwner, begun, pass } = slowScene(site)

    const newSupporter = () => openSupporter(site, stores)

    it('[B28] has spent codes unspent: each waits as any other one does, takes one more, and is stopped from a device', async () => {
      const owner = await newOwner()
      const [spent, second, third] = [owner.code(), owner.code(), owner.code()]
      const putBack = await keptState(site)
      const page = newPage()
      const id = (await page.proveCode(owner.name, spent)).body.recoveryId
      await pass(id, 7 * DAY + HOUR)
      await page.proveCode(owner.name, second)
      expect((await page.registerFor(id)).status).to.equal(200)
      expect((await page.signIn()).body).to.include({ recovered: true })
      const thief = newPage()
      expect((await thief.proveCode(owner.name, spent)).error?.code).to.equal('code_invalid')

      await putBack()
      expect((await page.signIn()).error, 'the new passkey is from after the backup').not.to.equal(null)
      const { body: view } = await thief.proveCode(owner.name, spent, site.otherUrl)
      expect(view.state).to.equal('on-hold')
      expect(view.until! - view.now).to.be.within(7 * DAY - HOUR, 7 * DAY)
      expect((await thief.offerFor(view.recoveryId)).error?.code).to.equal('not_now')
      expect((await newPage().proveCode(owner.name, spent)).error?.code).to.equal('code_invalid')
      const { underWay, news } = await owner.device.get('/api/account')
      expect(underWay.map(({ recoveryId }) => recoveryId)).to.deep.equal([view.recoveryId])
      expect(news.map(({ action }) => action)).to.include('recovery-proof-added')

      await pass(view.recoveryId, 7 * DAY + HOUR)
      expect((await thief.stateOf(view.recoveryId)).body.state).to.equal('needs-proof-again')
      expect((await thief.offerFor(view.recoveryId)).error?.code).to.equal('not_now')
      expect((await stop(owner.device, view.recoveryId, site.otherUrl)).body.outcome).to.equal('ended')
      expect((await thief.proveCode(owner.name, third)).body.state, 'a new one begins anew').to.equal(
        'on-hold',
      )
      expect((await thief.offerFor(view.recoveryId)).error?.code).to.equal('not_now')
    })

    it('has links, codes and recoveries again that were void, until what docs/operate.md says was run', async () => {
      const { owner, page, id } = await begun()
      const link = await owner.link()
      const supporters = [await newSupporter(), await newSupporter()] as const
      const caller = newPage()
      const { number } = (await caller.openCase(owner.name)).body
      const caseId = (await supporters[0].find(number))?.caseId ?? ''
      await supporters[0].vouch(caseId)
      const { code } = (await supporters[1].confirm(caseId)).body
      const putBack = await keptState(site)

      await stop(owner.device, id)
      await stores.sql.operatorLinks.void(owner.accountId)
      expect((await supporters[0].reject(caseId)).status).to.equal(200)
      const standing = async () => [
        (await page.stateOf(id, site.otherUrl)).body.state,
        (await newPage().lookAt(link)).status,
        (await caller.ownCase()).body.own?.number,
        (await owner.device.get('/api/session')).signedIn,
      ]
      expect(await standing()).to.deep.equal(['ended', 404, undefined, true])
      await putBack()
      expect(await standing()).to.deep.equal(['on-hold', 200, number, true])

      const statements = block('docs/operate.md', 'delete from sessions;').match(/[^;]+(?=;)/g) ?? []
      for (const statement of statements) await runSql(site, statement)
      expect(await standing()).to.deep.equal(['ended', 404, undefined, false])
      expect((await caller.proveCase(code)).error?.code).to.equal('code_invalid')
      expect((await owner.device.signIn()).error).to.equal(null)
    })
  },
  { env: { ASSISTED: 'on' } },
)
