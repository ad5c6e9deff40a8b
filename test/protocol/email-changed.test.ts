import { expect } from 'chai'
import { sharedSite } from '../support/sites.ts'
import { deleteAccount, renameAccount } from './change-account.ts'
import { mailedPeople } from './mailed-people.ts'
import { newName } from './scene.ts'
import { slowScene } from './slow-scene.ts'

const PORT = 20_000 + ((process.pid * 2 + 15) % 20_000)

const SAID = 'wants to get back into your account with this address'

describe('a mail that is to prove a recovery, while accounts change', () => {
  const site = sharedSite({ env: { SMTP_URL: `smtp://127.0.0.1:${PORT}` } })
  const { stores, newPage, newOwner } = slowScene(site)
  const { server, mailTo, mailedOwner, addAddress, codeIn, linkOf } = mailedPeople(site, PORT, newOwner)

  async function mailed() {
    const owner = await mailedOwner()
    const page = newPage()
    await page.askMail(owner.address)
    const mail = await mailTo(owner.address, SAID)
    return { owner, page, code: codeIn(mail), secret: linkOf(mail).secret }
  }

  it('[E10] proves nothing once the account is deleted, also if somebody else has the address then', async () => {
    const { owner, page, code, secret } = await mailed()
    await deleteAccount(site, stores, owner.device)
    const next = await newOwner()
    // What went to the same address before is not read again.
    server().mails.splice(0)
    await addAddress(next.device, owner.address)
    for (const answer of [
      await page.proveMailed(code, site.otherUrl),
      await page.useMailedLink(secret),
      await page.lookAtMailed(secret),
      await page.showMailed(secret),
    ])
      expect([answer.status, answer.error?.code]).to.deep.equal([404, 'code_invalid'])
    expect((await next.device.get('/api/account')).underWay).to.deep.equal([])
  })

  it('[E10] proves for an account that is renamed, whose new name its link says', async () => {
    const { owner, page, code, secret } = await mailed()
    const name = newName('Renamed')
    await renameAccount(owner.device, name)
    expect((await page.lookAtMailed(secret, site.otherUrl)).body.name).to.equal(name)
    expect((await page.proveMailed(code)).body).to.include({ state: 'on-hold', name })
  })

  it('[E7] proves once, however many use code and link at once on two nodes', async () => {
    const { owner, page, code, secret } = await mailed()
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, turn) => {
        const url = turn % 2 ? site.url : site.otherUrl
        return turn % 4 < 2 ? page.proveMailed(code, url) : page.useMailedLink(secret, url)
      }),
    )
    expect(answers.filter(({ status }) => status === 200)).to.have.length(1)
    expect((await owner.device.get('/api/account')).underWay).to.have.length(1)
  })
})
