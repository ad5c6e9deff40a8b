import { expect } from 'chai'
import { sharedSite } from '../support/sites.ts'
import { caseScene } from './case-scene.ts'
import { mailedPeople } from './mailed-people.ts'

/** Set before the sites start, because a site is told where the mail server is. */
const PORT = 20_000 + ((process.pid * 2 + 19) % 20_000)
const MAIL = { SMTP_URL: `smtp://127.0.0.1:${PORT}` }
const LIMITS = 'case-network=1000,case-browser=50'

const SAID = 'Two people from support checked who that is'

describe('how codes of cases are given, where the site says so', function () {
  this.timeout(60_000)
  const site = sharedSite({ env: { ...MAIL, ASSISTED: 'user', LIMITS } })
  const { newOwner, checked, confirmed } = caseScene(site)
  const { mailTo, mailedOwner, caseCodeIn } = mailedPeople(site, PORT, newOwner)
  const nodeWith = async (env: Record<string, string>) =>
    (await site.start({ env: { ...MAIL, ASSISTED: 'user', LIMITS, ...env } })).url
  const codeOf = async (answer: Promise<{ error: { code: string } | null }>) => (await answer).error?.code

  it('[C34] [C35] are mailed alone with CASE_CODES=mail, and help nobody without an address', async () => {
    const url = await nodeWith({ CASE_CODES: 'mail' })
    const owner = await mailedOwner()
    const { caseId, second, own, page } = await checked(owner)
    const ways = (await second.find(own.number, url))?.ways
    expect([ways?.read, ways?.mailTo.length]).to.deep.equal([false, 1])
    expect(await codeOf(second.give(caseId, null, url))).to.equal('case_no_such_way')
    expect((await second.give(caseId, ways!.mailTo[0]!.addressId, url)).status).to.equal(200)
    const code = caseCodeIn(await mailTo(owner.address, SAID))
    expect((await page.proveCase(code, url)).body.state).to.equal('on-hold')
    const bare = await checked()
    expect((await bare.second.find(bare.own.number, url))?.ways).to.deep.equal({ read: false, mailTo: [] })
    // One that was read out before.
    const read = await confirmed()
    expect(await codeOf(read.page.proveCase(read.code, url))).to.equal('code_invalid')
    expect((await read.page.proveCase(read.code)).body.state).to.equal('on-hold')
  })

  for (const env of [{ CASE_CODES: 'read' }, { EMAIL_RECOVERY: 'off' }])
    it(`[C34] [C35] are read out alone with ${Object.entries(env)[0]!.join('=')}, also those that were mailed`, async () => {
      const url = await nodeWith(env as Record<string, string>)
      const owner = await mailedOwner()
      const { caseId, second, own, page } = await checked(owner)
      const addressId = (await second.find(own.number))?.ways?.mailTo[0]?.addressId ?? ''
      expect((await second.find(own.number, url))?.ways).to.deep.equal({ read: true, mailTo: [] })
      expect(await codeOf(second.give(caseId, addressId, url))).to.equal('case_no_such_way')
      expect((await second.give(caseId, addressId)).status).to.equal(200)
      const code = caseCodeIn(await mailTo(owner.address, SAID))
      expect(await codeOf(page.proveCase(code, url))).to.equal('code_invalid')
      expect((await page.proveCase(code)).body.state).to.equal('on-hold')
    })
})
