import { expect } from 'chai'
import type { Rekey } from '../support/rekey.ts'
import { sharedSite } from '../support/sites.ts'
import { caseScene } from './case-scene.ts'
import { contactPeople } from './contact-people.ts'
import { mailedPeople } from './mailed-people.ts'

const PORT = 20_000 + ((process.pid * 2 + 13) % 20_000)
const MAIL = { SMTP_URL: `smtp://127.0.0.1:${PORT}` }

describe('ways back that the operator switches off, while somebody is on the way', function () {
  this.timeout(60_000)
  const site = sharedSite({ env: { ...MAIL, ASSISTED: 'on' } })
  const { confirmed, newOwner, newPage } = caseScene(site)
  const { withContact, vouch } = contactPeople(site)
  const { mailTo, mailedOwner, codeIn, linkOf } = mailedPeople(site, PORT, newOwner)
  let off: Rekey
  before(async () => {
    off = await site.start({ env: { ...MAIL, ASSISTED: 'off', CONTACTS: 'off', EMAIL_RECOVERY: 'off' } })
  })
  const refuses = async (answer: Promise<{ status: number; error: { code: string } | null }>) => {
    const { status, error } = await answer
    expect([status, error?.code]).to.deep.equal([404, 'not_found'])
  }

  it('[C1] take no code of a case any more', async () => {
    const { page, code, owner } = await confirmed()
    await refuses(page.proveCase(code, off.url))
    expect((await owner.device.get('/api/account')).underWay).to.deep.equal([])
    expect((await page.proveCase(code)).body.state).to.equal('on-hold')
  })

  it('[F23] take no word of a contact any more, nor the code', async () => {
    const { owner, friend } = await withContact()
    const page = newPage()
    const { secret } = (await page.askContact(owner.name)).body
    expect((await vouch(friend, secret, off.url)).error).to.equal('not_found')
    const { code } = await vouch(friend, secret)
    await refuses(page.proveVouched(code!, off.url))
    expect((await page.proveVouched(code!)).body.state).to.equal('needs-another-proof')
  })

  it('[E1] take neither code nor link of a mail any more', async () => {
    const { address } = await mailedOwner()
    const page = newPage()
    await page.askMail(address)
    const mail = await mailTo(address, 'wants to get back into your account with this address')
    await refuses(page.proveMailed(codeIn(mail), off.url))
    const { secret } = linkOf(mail)
    await refuses(page.useMailedLink(secret, off.url))
    await refuses(page.lookAtMailed(secret, off.url))
    await refuses(page.showMailed(secret, off.url))
    expect((await page.proveMailed(codeIn(mail))).body.state).to.equal('on-hold')
  })
})
