import { expect } from 'chai'
import { SignedInDevice } from '../support/signed-in-device.ts'
import { describeOnBothSets } from '../support/sites.ts'
import { CHECK } from '../support/supporter.ts'
import { revoke } from './admin-scene.ts'
import { caseScene } from './case-scene.ts'
import { deleteAccount, renameAccount } from './change-account.ts'
import { newName } from './scene.ts'

describeOnBothSets(
  'cases, while accounts and roles change',
  (site) => {
    const people = caseScene(site)
    const { stores, newPage, newSupporter, opened, checked, confirmed } = people

    it('[C5] [C11] take no word of somebody who lost the role a second before', async () => {
      const { own, caseId, supporter, second } = await checked()
      const asserted = await second.device.stepUp({ do: 'confirm-case', caseId })
      await revoke(stores, second.device)
      const late = await second.device.post(
        '/api/cases/confirm',
        { caseId, mailTo: null, stepUp: asserted },
        site.otherUrl,
      )
      expect(late.error?.code).to.equal('not_admin')
      await revoke(stores, supporter.device)
      const third = await newSupporter()
      expect((await third.confirm(caseId)).error?.code).to.equal('case_first_void')
      expect((await third.find(own.number))?.state).to.equal('checked')
    })

    for (const who of ['supporter', 'second'] as const)
      it(`[C24] give a code that is void once the ${who === 'second' ? 'second' : 'first'} one lost the role`, async () => {
        const all = await confirmed()
        await revoke(stores, all[who].device)
        expect((await all.page.proveCase(all.code, site.otherUrl)).error?.code).to.equal('code_invalid')
        expect((await all.owner.device.get('/api/account')).underWay).to.deep.equal([])
        // A supporter who still is one ends it, and the page opens another one.
        const left = all[who === 'second' ? 'supporter' : 'second']
        expect((await left.reject(all.caseId)).status).to.equal(200)
        const again = await all.page.openCase(all.owner.name)
        expect(again.body.number).not.to.equal(all.own.number)
      })

    it('[C14] are for an account, and for nobody who gets its name once it is deleted', async () => {
      const { owner, page, own, code, supporter, caseId } = await confirmed()
      const unchecked = newPage()
      const { number } = (await unchecked.openCase(owner.name)).body
      await deleteAccount(site, stores, owner.device)
      expect((await page.proveCase(code)).error?.code).to.equal('code_invalid')
      expect(await supporter.find(own.number)).to.equal(null)
      expect((await supporter.confirm(caseId)).error?.code).to.equal('not_found')
      expect((await page.ownCase()).body).to.deep.equal({ own: null, recoveryId: null })
      expect(await supporter.find(number, site.otherUrl)).to.equal(null)
      const { number: other } = (await unchecked.openCase(owner.name, site.otherUrl)).body
      const row = await supporter.find(other)
      expect((await supporter.vouch(row!.caseId)).error?.code).to.equal('case_nobody')
    })

    it('[C14] go on for an account that is renamed, under either name', async () => {
      const { owner, page, code } = await confirmed()
      const name = newName('Renamed')
      await renameAccount(owner.device, name)
      expect((await page.proveCase(code)).body).to.include({ state: 'on-hold', name })
      const [byOld, byNew] = [await newPage().openCase(owner.name), await newPage().openCase(name)]
      const supporter = await newSupporter()
      for (const { body } of [byOld, byNew]) {
        const row = await supporter.find(body.number)
        expect((await supporter.vouch(row!.caseId)).status).to.equal(200)
      }
    })

    it('[A151] help nobody once their name is somebody else’s, who can show who they are', async () => {
      const owner = await people.newOwner()
      const name = newName('Lent')
      await renameAccount(owner.device, name)
      const [supporter, second] = [await newSupporter(), await newSupporter()]
      const [unchecked, checked] = [await newPage().openCase(name), await newPage().openCase(name)]
      const caseOf = async ({ body }: typeof checked) => (await supporter.find(body.number))!.caseId
      expect((await supporter.vouch(await caseOf(checked))).status).to.equal(200)
      const stepUp = await owner.device.stepUp({ do: 'restore-account-name' })
      expect((await owner.device.post('/api/account/restore-name', { stepUp })).status).to.equal(200)
      // Free from then on, and taken soon after.
      expect((await second.confirm(await caseOf(checked))).error?.code).to.equal('case_nobody')
      await new SignedInDevice(site.url).signUp(name)
      expect((await supporter.vouch(await caseOf(unchecked), CHECK, site.otherUrl)).error?.code).to.equal(
        'case_nobody',
      )
      expect((await second.confirm(await caseOf(checked), site.otherUrl)).error?.code).to.equal('case_nobody')
    })

    it('[C17] of one name, confirmed and used on two nodes at once, leave one recovery under way', async () => {
      const { owner, page, code, supporter, second } = await confirmed()
      const other = newPage()
      const row = await supporter.find((await other.openCase(owner.name)).body.number)
      await second.vouch(row!.caseId, CHECK, site.otherUrl)
      const { body } = await supporter.confirm(row!.caseId)
      const answers = await Promise.all([page.proveCase(code), other.proveCase(body.code, site.otherUrl)])
      expect(answers.map(({ status }) => status)).to.deep.equal([200, 200])
      expect((await owner.device.get('/api/account')).underWay).to.have.length(1)
      const states = [
        await page.stateOf(answers[0].body.recoveryId),
        await other.stateOf(answers[1].body.recoveryId),
      ]
      expect(states.map(({ body: view }) => view.state)).to.have.members(['on-hold', 'moved'])
    })

    it('[C14] are void together with the account of a supporter', async () => {
      const { owner, page, code, second } = await confirmed()
      await deleteAccount(site, stores, second.device)
      expect((await page.proveCase(code)).error?.code).to.equal('code_invalid')
      expect((await owner.device.get('/api/account')).underWay).to.deep.equal([])
    })

    it('[C15] that two nodes are asked to check and to reject at once end up as one of both', async () => {
      const { own, caseId, supporter } = await opened()
      const second = await newSupporter()
      const [checking, rejecting] = await Promise.all([
        supporter.vouch(caseId),
        second.reject(caseId, 'Somebody else called', site.otherUrl),
      ])
      expect(rejecting.status).to.equal(200)
      expect(checking.error?.code ?? 'done').to.be.oneOf(['done', 'not_found'])
      expect(await supporter.find(own.number)).to.equal(null)
    })
  },
  { env: { ASSISTED: 'on', LIMITS: 'case-network=1000,case-browser=50' } },
)
