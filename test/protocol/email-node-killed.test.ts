import { expect } from 'chai'
import { eventually } from '../contract/eventually.ts'
import { killsWhile } from '../support/kills-while.ts'
import { sharedSite } from '../support/sites.ts'
import { mailedPeople } from './mailed-people.ts'
import { slowScene } from './slow-scene.ts'

const PORT = 20_000 + ((process.pid * 2 + 11) % 20_000)

const SAID = 'wants to get back into your account with this address'

describe('a node killed in the middle of a recovery by e-mail', () => {
  const site = sharedSite({ env: { SMTP_URL: `smtp://127.0.0.1:${PORT}` } })
  const { newPage, newOwner } = slowScene(site)
  const { inbox, mailTo, mailedOwner, codeIn, linkOf } = mailedPeople(site, PORT, newOwner)
  const killedWhile = killsWhile(site)

  const mailsTo = (address: string) =>
    inbox().filter(({ headers, text }) => headers.to === address && text.includes(SAID)).length
  async function mailed() {
    const owner = await mailedOwner()
    const page = newPage()
    await page.askMail(owner.address)
    const mail = await mailTo(owner.address, SAID)
    return { owner, page, code: codeIn(mail), secret: linkOf(mail).secret }
  }

  it('[E4] while a mail is asked for: none goes out, and the other node sends the next one', async () => {
    const owner = await mailedOwner()
    const page = newPage()
    await killedWhile('mailed_codes', (node) => page.askMail(owner.address, node))
    await page.askMail(owner.address, site.otherUrl)
    const mail = await mailTo(owner.address, SAID)
    expect(mailsTo(owner.address)).to.equal(1)
    expect((await page.proveMailed(codeIn(mail))).body.state).to.equal('on-hold')
  })

  it('[E17] after a mail was asked for, before the answer came: the mail is sent once, by another node', async () => {
    const owner = await mailedOwner()
    const page = newPage()
    const node = await site.start()
    await page.askMail(owner.address, node.url)
    await node.kill()
    const mail = await mailTo(owner.address, SAID)
    expect((await page.proveMailed(codeIn(mail), site.otherUrl)).body.state).to.equal('on-hold')
    expect(mailsTo(owner.address)).to.equal(1)
  })

  it('[E7] while a code proves: it was not spent, and the other node takes it, once', async () => {
    const { owner, page, code } = await mailed()
    await killedWhile('recoveries', (node) => page.proveMailed(code, node))
    expect((await owner.device.get('/api/account')).underWay).to.deep.equal([])
    expect((await page.proveMailed(code, site.otherUrl)).body.state).to.equal('on-hold')
    expect((await page.proveMailed(code)).error?.code).to.equal('code_invalid')
    expect((await owner.device.get('/api/account')).underWay).to.have.length(1)
  })

  it('[E8] while a link proves: it was not spent, and neither was its code', async () => {
    const { owner, page, code, secret } = await mailed()
    await killedWhile('recoveries', (node) => page.useMailedLink(secret, node))
    expect((await owner.device.get('/api/account')).underWay).to.deep.equal([])
    expect((await page.useMailedLink(secret, site.otherUrl)).body.state).to.equal('on-hold')
    expect((await page.proveMailed(code)).error?.code).to.equal('code_invalid')
  })

  it('[E9] while a try is counted: it cost no more than that try', async () => {
    const { page, code } = await mailed()
    await killedWhile('mailed_codes', (node) => page.proveMailed(code, node))
    await eventually('the right code is taken', async () => (await page.proveMailed(code)).status === 200)
  })
})
