import { expect } from 'chai'
import { it } from 'mocha'
import type { StepUpAction } from '../../shared/step-up.ts'
import { eventually } from '../contract/eventually.ts'
import type { PasskeyDevice } from '../support/passkey-device.ts'
import { SignedInDevice } from '../support/signed-in-device.ts'
import { describeOnBothSets } from '../support/sites.ts'
import type { Supporter } from '../support/supporter.ts'
import { newAdmin } from './admin-scene.ts'
import { closeAfterwards } from './scene.ts'
import { DAY, HOUR, slowScene } from './slow-scene.ts'
import { openSupporter } from './supporter-scene.ts'

describeOnBothSets(
  'ending what came of a case',
  (site) => {
    const { stores, newPage, newOwner, pass } = slowScene(site)

    const newSupporter = () => openSupporter(site, stores)
    /** A case whose code was used on its page. */
    async function used(owner?: Awaited<ReturnType<typeof newOwner>>, by?: readonly [Supporter, Supporter]) {
      const whose = owner ?? (await newOwner())
      const supporters = by ?? ([await newSupporter(), await newSupporter()] as const)
      const page = newPage()
      const { number } = (await page.openCase(whose.name)).body
      const caseId = (await supporters[0].find(number))?.caseId ?? ''
      await supporters[0].vouch(caseId)
      const { body } = await supporters[1].confirm(caseId, site.otherUrl)
      const { body: view } = await page.proveCase(body.code)
      return { owner: whose, supporters, page, number, caseId, id: view.recoveryId }
    }

    it('[C25][C28][C29][C30] ends one that waits: page and owner are told, and the person opens another case', async () => {
      const { owner, supporters, page, number, caseId, id } = await used()
      expect(await supporters[0].find(number, site.otherUrl)).to.include({ state: 'used', caseId })
      const device = closeAfterwards(await owner.device.secondDevice())
      await device.connect(site.otherUrl, '/account')
      const before = device.changes
      expect((await supporters[1].end(caseId)).status).to.equal(200)
      await eventually('the device hears of it', async () => device.changes > before, 2_000)
      const { body } = await page.stateOf(id)
      expect([body.state, body.cause]).to.deep.equal(['ended', 'support-ended'])
      const { news, underWay } = await owner.device.get('/api/account')
      expect([news[0]?.action, underWay]).to.deep.equal(['case-taken-back', []])
      expect(await supporters[0].find(number)).to.equal(null)
      expect((await supporters[0].end(caseId)).error?.code).to.equal('not_found')
      // The one who ended it can't end the next one, however honest that is.
      const next = await used(owner, supporters)
      expect((await supporters[1].end(next.caseId)).error?.code).to.equal('case_ended_before')
      expect((await next.page.stateOf(next.id)).body.state).to.equal('on-hold')
    })

    it('[C25] undoes one that is done: the new passkey can do nothing more, and an older one restores it', async () => {
      const { owner, supporters, page, caseId, id } = await used()
      await page.proveCode(owner.name, owner.code())
      await pass(id, DAY + HOUR)
      await page.proveCode(owner.name, owner.code())
      expect((await page.registerFor(id)).status).to.equal(200)
      expect((await page.signIn()).body).to.include({ recovered: true })
      const tab = closeAfterwards(new SignedInDevice(site.url))
      for (const [name, value] of page.cookies) tab.cookies.set(name, value)
      await tab.connect(site.otherUrl, '/account')
      expect((await supporters[0].end(caseId)).status).to.equal(200)
      await tab.closed()
      expect((await page.signIn()).error?.code).to.equal('passkey_suspended')
      expect((await owner.device.get('/api/session')).signedIn).to.equal(true)
    })

    it('[C5][C12][C27] takes the role, an open console, a reason, and a step-up for exactly this case', async () => {
      const { owner, supporters, number, caseId } = await used()
      const reason = 'The owner says it wasn’t them'
      const post = async (device: PasskeyDevice, action: StepUpAction) =>
        (await device.post('/api/cases/end', { caseId, reason, stepUp: await device.stepUp(action) })).error
          ?.code
      const fresh = await newAdmin(site, stores)
      expect(await post(fresh.device, { do: 'end-case', caseId })).to.equal('step_up_due')
      await fresh.enter()
      expect(await post(fresh.device, { do: 'end-case', caseId })).to.equal('case_supporter_new')
      expect(await post(owner.device, { do: 'end-case', caseId })).to.equal('not_admin')
      for (const action of [
        { do: 'confirm-case', caseId },
        { do: 'end-case', caseId: 'A'.repeat(22) },
      ] as const)
        expect(await post(supporters[0].device, action)).to.equal('step_up_refused')
      expect((await supporters[0].end(caseId, 'no')).error?.code).to.equal('bad_request')
      expect((await supporters[0].find(number))?.state).to.equal('used')
    })
  },
  { env: { ASSISTED: 'on', LIMITS: 'case-network=1000,case-browser=50' } },
)
