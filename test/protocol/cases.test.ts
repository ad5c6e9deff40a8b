import { expect } from 'chai'
import { describe, it } from 'mocha'
import { describeOnOwnSites, embeddedSite } from '../support/sites.ts'
import { CHECK, Supporter } from '../support/supporter.ts'
import { newAdmin } from './admin-scene.ts'
import { caseScene } from './case-scene.ts'
import { newName } from './scene.ts'
import { DAY, HOUR, slowScene, stop } from './slow-scene.ts'

const INVALID = [404, { error: { code: 'code_invalid' } }]

describeOnOwnSites(
  'cases',
  (site) => {
    const { stores, newPage, newOwner, pass, newSupporter, opened, confirmed } = caseScene(site)
    const refuses = async (answer: Promise<{ status: number; body: unknown }>) => {
      const { status, body } = await answer
      expect([status, body]).to.deep.equal(INVALID)
    }

    it('[C2] answer the same whether somebody has the name or not', async () => {
      const owner = await newOwner()
      const known = await newPage().openCase(owner.name)
      const unknown = await newPage().openCase(newName('Nobody'))
      for (const { status, body } of [known, unknown]) {
        expect(status).to.equal(200)
        expect(Object.keys(body).sort()).to.deep.equal(['name', 'now', 'number', 'openedAt', 'until'])
        expect(body.until - body.now).to.be.within(7 * DAY, 7 * DAY + 50)
        expect(body.number).to.match(/^\d{8}$/)
      }
      const supporter = await newSupporter()
      const shapes = [known, unknown].map(async ({ body }) => {
        const { name, number, caseId, openedAt, until, ...same } = (await supporter.find(body.number))!
        return same
      })
      expect(await shapes[0]).to.deep.equal(await shapes[1])
      expect((await newPage().openCase('')).error?.code).to.equal('name_empty')
    })

    it('[C3] are shown to their own page alone, with the place of the page to supporters', async () => {
      const { owner, page, own, supporter } = await opened()
      expect((await page.ownCase(site.otherUrl)).body.own).to.include({
        number: own.number,
        name: owner.name,
      })
      expect((await newPage().ownCase()).body.own).to.equal(null)
      const row = await supporter.find(own.number)
      expect(row).to.include({ state: 'open', name: owner.name, check: null, byMe: false })
      expect([typeof row?.device, typeof row?.network]).to.deep.equal(['string', 'string'])
      const { body } = await supporter.device.post('/api/cases/list', { number: null })
      expect(body.cases.map(({ number }) => number)).to.include(own.number)
    })

    it('[C5][C9] say that nobody has a name only after the step-up of a supporter', async () => {
      const { body } = await newPage().openCase(newName('Nobody'))
      const supporter = await newSupporter()
      const row = await supporter.find(body.number)
      const { error } = await supporter.vouch(row!.caseId)
      expect(error?.code).to.equal('case_nobody')
    })

    it('[C5] are for admins with an open console, and each word needs a step-up of its own', async () => {
      const { owner, caseId, supporter, own } = await opened()
      const list = (device: typeof owner.device) => device.post('/api/cases/list', { number: own.number })
      expect((await list(owner.device)).error?.code).to.equal('not_admin')
      const shut = (await newAdmin(site, stores)).device
      expect((await shut.post('/api/cases/list', { number: null })).error?.code).to.equal('step_up_due')
      const reason = 'Somebody else'
      for (const [device, code] of [
        [owner.device, 'not_admin'],
        [shut, 'step_up_due'],
      ] as const)
        expect((await device.post('/api/cases/reject', { caseId, reason })).error?.code).to.equal(code)
      const shutStepUp = await shut.stepUp({ do: 'vouch-case', caseId })
      const unopened = await shut.post('/api/cases/vouch', { caseId, check: CHECK, stepUp: shutStepUp })
      expect(unopened.error?.code).to.equal('step_up_due')
      for (const action of [{ do: 'enter-admin' }, { do: 'vouch-case', caseId: 'A'.repeat(22) }] as const) {
        const stepUp = await supporter.device.stepUp(action)
        const answer = await supporter.device.post('/api/cases/vouch', { caseId, check: CHECK, stepUp })
        expect(answer.error?.code).to.equal('step_up_refused')
      }
      const stepUp = await supporter.device.stepUp({ do: 'vouch-case', caseId })
      const confirming = await supporter.device.post('/api/cases/confirm', { caseId, mailTo: null, stepUp })
      expect(confirming.error?.code).to.equal('step_up_refused')
      expect((await supporter.find(own.number))?.state).to.equal('open')
    })

    it('[C6][C12] take two supporters, and what the first one wrote', async () => {
      const { caseId, supporter, own } = await opened()
      for (const check of ['', 'Too short', `${CHECK}\u202e`])
        expect((await supporter.vouch(caseId, check)).error?.code).to.equal('bad_request')
      expect((await supporter.confirm(caseId)).error?.code).to.equal('not_now')
      expect((await supporter.vouch(caseId)).status).to.equal(200)
      expect((await supporter.vouch(caseId)).error?.code).to.equal('not_now')
      expect((await supporter.confirm(caseId)).error?.code).to.equal('case_same_supporter')
      const second = await newSupporter()
      const seen = await second.find(own.number)
      expect(seen).to.include({
        ...{ state: 'checked', check: CHECK, checkedBy: supporter.device.name, byMe: false },
      })
      expect((await supporter.find(own.number))?.byMe).to.equal(true)
      const { body } = await second.confirm(caseId)
      expect(body.code).to.match(/^([0-9A-HJKMNP-TV-Z]{4} ){4}[0-9A-HJKMNP-TV-Z]{4}$/)
      expect((await (await newSupporter()).confirm(caseId)).error?.code).to.equal('not_now')
    })

    it('[C8][C10] take no word for one’s own account, and none of somebody who is new', async () => {
      const { caseId, own } = await opened()
      const fresh = await newAdmin(site, stores)
      await fresh.enter()
      const late = new Supporter(fresh.device)
      expect((await late.find(own.number))?.caseId).to.equal(caseId)
      expect((await late.vouch(caseId)).error?.code).to.equal('case_supporter_new')
      const supporter = await newSupporter()
      const { body } = await newPage().openCase(supporter.device.name)
      const row = await supporter.find(body.number)
      expect((await supporter.vouch(row!.caseId)).error?.code).to.equal('case_own_account')
    })

    it('[C14][C16] take the code on the page of the case alone, and five tries of it', async () => {
      const { page, code } = await confirmed()
      await refuses(newPage().proveCase(code))
      for (const typed of ['', 'ABCD', `${code}X`]) await refuses(page.proveCase(typed))
      const wrong = `${code.slice(0, -1)}${code.endsWith('0') ? '1' : '0'}`
      for (let tried = 0; tried < 5; tried += 1) await refuses(page.proveCase(wrong))
      await refuses(page.proveCase(code))
    })

    it('[C17][C22] are proven once by 50 that use the code at the same time', async () => {
      const { owner, page, code } = await confirmed()
      const answers = await Promise.all(
        Array.from({ length: 50 }, (_, turn) => page.proveCase(code, turn % 2 ? site.url : site.otherUrl)),
      )
      expect(answers.filter(({ status }) => status === 200)).to.have.length(1)
      for (const { status, body } of answers.filter((one) => one.status !== 200))
        expect([status, body]).to.deep.equal(INVALID)
      const { underWay } = await owner.device.get('/api/account')
      expect(underWay).to.have.length(1)
      // The page may have lost that one answer [C22].
      const found = await page.ownCase(site.otherUrl)
      expect(found.body).to.deep.equal({ own: null, recoveryId: underWay[0]?.recoveryId })
    })

    it('[C18][C19] lead to a hold of seven days, which every signed-in device sees and ends', async () => {
      const { owner, page, code } = await confirmed()
      expect((await owner.device.get('/api/account')).underWay).to.deep.equal([])
      const { body } = await page.proveCase(code.toLowerCase(), site.otherUrl)
      expect([body.state, body.name]).to.deep.equal(['on-hold', owner.name])
      expect(body.until! - body.now).to.be.within(7 * DAY - HOUR, 7 * DAY)
      const { underWay, news } = await owner.device.get('/api/account')
      expect(underWay.map(({ methods }) => methods)).to.deep.equal([['assisted']])
      expect(news.map(({ action }) => action)).to.include.members([
        ...['case-opened', 'case-approved', 'recovery-proof-added'],
      ])
      expect((await stop(owner.device, body.recoveryId)).body.outcome).to.equal('ended')
    })

    it('[C18] hold for 24 hours beside a backup code, then a passkey on probation for 72', async () => {
      const { owner, page, code } = await confirmed()
      await page.proveCode(owner.name, owner.code())
      const { body } = await page.proveCase(code)
      expect(body.until! - body.now).to.be.within(DAY - HOUR, DAY)
      await pass(body.recoveryId, DAY + HOUR)
      expect((await page.stateOf(body.recoveryId)).body.state).to.equal('needs-proof-again')
      expect((await page.proveCode(owner.name, owner.code())).body.state).to.equal('ready')
      expect((await page.registerFor(body.recoveryId)).status).to.equal(200)
      expect((await page.signIn()).body).to.include({ recovered: true })
      const session = await page.get('/api/session')
      if (!session.signedIn) throw new Error('Not signed in.')
      expect(session.probationUntil! - Date.now()).to.be.within(71 * HOUR, 72 * HOUR)
    })

    it('[C20] end when a supporter rejects them, with their code', async () => {
      const { page, own, code, caseId, supporter } = await confirmed()
      expect((await supporter.reject(caseId, 'no')).error?.code).to.equal('bad_request')
      expect((await supporter.reject(caseId, undefined, site.otherUrl)).status).to.equal(200)
      expect(await supporter.find(own.number)).to.equal(null)
      expect((await page.ownCase()).body.own).to.equal(null)
      await refuses(page.proveCase(code))
    })

    it('[C4][C21] take no place of a recovery, and six of one name from one network are too many', async () => {
      const owner = await newOwner()
      const page = newPage()
      for (let more = 0; more < 5; more += 1) expect((await page.openCase(owner.name)).status).to.equal(200)
      expect((await page.openCase(owner.name)).error?.code).to.equal('rate_limited')
      expect((await page.openCase(newName('Other'))).status).to.equal(200)
      expect((await owner.device.get('/api/account')).underWay).to.deep.equal([])
      // The owner, elsewhere, is kept from nothing.
      expect((await newPage().openCase(owner.name)).status).to.equal(200)
      expect((await newPage().proveCode(owner.name, owner.code())).body.state).to.equal('on-hold')
    })
  },
  { env: { ASSISTED: 'on', LIMITS: 'case-network=1000,case-browser=50' } },
)

describe('cases, where the site has none', () => {
  const site = embeddedSite()
  const { stores, newPage, newOwner } = slowScene(site)

  it('[C1] are opened, seen and proven by nobody, and the operator’s link works', async () => {
    const owner = await newOwner()
    const page = newPage()
    expect((await page.openCase(owner.name)).error?.code).to.equal('not_found')
    expect((await page.ownCase()).error?.code).to.equal('not_found')
    const console = await newAdmin(site, stores)
    await console.enter()
    const listed = await console.device.post('/api/cases/list', { number: null })
    expect(listed.error?.code).to.equal('not_found')
    const rejected = await new Supporter(console.device).reject('A'.repeat(22))
    expect(rejected.error?.code).to.equal('not_found')
    expect((await page.useLink(await owner.link())).body.state).to.equal('ready')
  })
})
