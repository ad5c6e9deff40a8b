import { expect } from 'chai'
import { it } from 'mocha'
import { describeOnOwnSites, embeddedSite } from '../support/sites.ts'
import { newName } from './scene.ts'
import { slowScene } from './slow-scene.ts'
import { openSupporter } from './supporter-scene.ts'

type Owner = Awaited<ReturnType<ReturnType<typeof slowScene>['newOwner']>>

async function switchTo({ device }: Owner, on: boolean) {
  const stepUp = await device.stepUp({ do: 'switch-assisted', on })
  return device.post('/api/assisted/switch', { on, stepUp })
}

describeOnOwnSites(
  'cases of an account that has them switched off',
  (site) => {
    const { stores, newPage, newOwner } = slowScene(site)

    const newSupporter = () => openSupporter(site, stores)
    const readiness = async ({ device }: Owner) => (await device.get('/api/account')).readiness.assisted

    it('[C31][C32] are opened like any other, and supporters are told after their step-up', async () => {
      const owner = await newOwner()
      expect(await readiness(owner)).to.deep.equal({ required: false, on: true, onSince: null, change: null })
      const other = await owner.device.stepUp({ do: 'switch-assisted', on: true })
      const refused = await owner.device.post('/api/assisted/switch', { on: false, stepUp: other })
      expect(refused.error?.code).to.equal('step_up_refused')
      expect((await switchTo(owner, false)).body).to.deep.equal({ at: null })
      expect((await readiness(owner))?.on).to.equal(false)

      const off = await newPage().openCase(owner.name, site.otherUrl)
      const nobody = await newPage().openCase(newName('Nobody'))
      for (const { status, body } of [off, nobody]) {
        expect(status).to.equal(200)
        expect(Object.keys(body).sort()).to.deep.equal(['name', 'now', 'number', 'openedAt', 'until'])
      }
      const supporter = await newSupporter()
      const row = await supporter.find(off.body.number)
      expect((await supporter.vouch(row!.caseId)).error?.code).to.equal('case_switched_off')

      expect((await switchTo(owner, true)).body).to.deep.equal({ at: null })
      expect((await supporter.vouch(row!.caseId)).status).to.equal(200)
      // Switched off again, the second one is told, and so is the page that has a code.
      const second = await newSupporter()
      await switchTo(owner, false)
      expect((await second.confirm(row!.caseId, site.otherUrl)).error?.code).to.equal('case_switched_off')
    })

    it('[C31] prove nothing by a code that was read out before, with the answer to a wrong one', async () => {
      const owner = await newOwner()
      const page = newPage()
      const { number } = (await page.openCase(owner.name)).body
      const [first, second] = [await newSupporter(), await newSupporter()]
      const caseId = (await first.find(number))?.caseId ?? ''
      await first.vouch(caseId)
      const { body } = await second.confirm(caseId)
      await switchTo(owner, false)
      const { status, error } = await page.proveCase(body.code, site.otherUrl)
      expect([status, error?.code]).to.deep.equal([404, 'code_invalid'])
      expect((await owner.device.get('/api/account')).underWay).to.deep.equal([])
      expect((await newPage().useLink(await owner.link())).body.state).to.equal('ready')
    })
  },
  { env: { ASSISTED: 'user', LIMITS: 'case-network=1000,case-browser=50' } },
)

describe('cases, where the site wants every account to have them', () => {
  const site = embeddedSite({ env: { ASSISTED: 'on' } })
  const { newOwner } = slowScene(site)

  it('[C31] are switched off by nobody', async () => {
    const owner = await newOwner()
    expect((await owner.device.get('/api/account')).readiness.assisted?.required).to.equal(true)
    expect((await switchTo(owner, false)).error?.code).to.equal('assisted_required')
    expect((await switchTo(owner, true)).body).to.deep.equal({ at: null })
  })
})
