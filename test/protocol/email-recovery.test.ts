import { expect } from 'chai'
import { eventually } from '../contract/eventually.ts'
import { describeOnOwnSites } from '../support/sites.ts'
import { mailedPeople } from './mailed-people.ts'
import { DAY, HOUR, slowScene, stop } from './slow-scene.ts'

/** Set before the sites start, because a site is told where the mail server is. */
const PORT = 20_000 + ((process.pid * 2 + 7) % 20_000)

const INVALID = [404, { error: { code: 'code_invalid' } }]
const SAID = 'wants to get back into your account with this address'

describeOnOwnSites(
  'recovery by e-mail, with real mail',
  (site) => {
    const { newPage, newOwner, pass } = slowScene(site)
    const { inbox, mailTo, mailedOwner, codeIn, linkOf } = mailedPeople(site, PORT, newOwner)

    /** Somebody who asked for a mail on a page, and got it. */
    async function mailed() {
      const owner = await mailedOwner()
      const page = newPage()
      const asked = await page.askMail(owner.address)
      if (asked.status !== 200) throw new Error(`Refused: ${asked.error?.code}`)
      const mail = await mailTo(owner.address, SAID)
      const { page: url, secret } = linkOf(mail)
      return { owner, page, asked: asked.body, mail, code: codeIn(mail), url, secret }
    }
    const refuses = async (answer: Promise<{ status: number; body: unknown }>) => {
      const { status, body } = await answer
      expect([status, body]).to.deep.equal(INVALID)
    }

    it('[E6][E18] takes the code on the page that asked, and no other; the mail says who asked first', async () => {
      const { owner, page, mail, code } = await mailed()
      expect(mail.headers.subject).to.match(/^Your code to get back into /)
      for (const said of [owner.name, 'Device:', 'Network:']) {
        expect(mail.text).to.contain(said)
        expect(mail.text.indexOf(said)).to.be.below(mail.text.indexOf(code))
      }
      expect(mail.html).to.contain(code)
      await refuses(newPage().proveMailed(code))
      await refuses(page.proveMailed(code === '0000 0000' ? '00000001' : '00000000'))
      const { status, body } = await page.proveMailed(code, site.otherUrl)
      expect([status, body.state, body.name]).to.deep.equal([200, 'on-hold', owner.name])
      expect(body.proofs.map(({ method }) => method)).to.deep.equal(['email'])
      const { underWay, news } = await owner.device.get('/api/account')
      expect(underWay.map(({ methods }) => methods)).to.deep.equal([['email']])
      expect(news.map(({ action }) => action)).to.include.members([
        'email-code-asked',
        'recovery-proof-added',
      ])
      await refuses(page.proveMailed(code))
    })

    it('[E15][E16] changes nothing when its link is opened; elsewhere its button shows the code', async () => {
      const { owner, page, code, url, secret, asked } = await mailed()
      expect(url).to.equal(`${site.url}/email-link`)
      for (const method of ['HEAD', 'GET']) expect((await fetch(url, { method })).status).to.equal(200)
      const elsewhere = newPage()
      for (let opened = 0; opened < 3; opened += 1) {
        const { body } = await elsewhere.lookAtMailed(secret, site.otherUrl)
        expect(body).to.include({ name: owner.name, here: false, askedAt: asked.now, place: null })
        expect(body.device).to.be.a('string')
        expect(body).not.to.have.property('code')
      }
      expect((await page.lookAtMailed(secret)).body.here).to.equal(true)
      expect((await owner.device.get('/api/account')).underWay).to.deep.equal([])
      const shown = await elsewhere.showMailed(secret, site.otherUrl)
      expect(shown.body.code).to.equal(code.replace(' ', ''))
      expect((await owner.device.get('/api/account')).underWay).to.deep.equal([])
      await refuses(elsewhere.useMailedLink(secret)) // [E8]
      expect((await page.proveMailed(shown.body.code)).body.state).to.equal('on-hold')
      for (const dead of [elsewhere.lookAtMailed(secret), elsewhere.showMailed(secret)]) await refuses(dead)
    })

    it('[E8] goes on by its link in the browser that asked', async () => {
      const { page, secret, code } = await mailed()
      const { status, body } = await page.useMailedLink(secret, site.otherUrl)
      expect([status, body.state]).to.deep.equal([200, 'on-hold'])
      await refuses(page.proveMailed(code))
      await refuses(page.useMailedLink(secret))
    })

    it('[E7] is proven once by 50 that use code and link at the same time', async () => {
      const { owner, page, secret, code } = await mailed()
      const node = (turn: number) => (turn % 2 ? site.url : site.otherUrl)
      const answers = await Promise.all(
        Array.from({ length: 50 }, (_, turn) =>
          turn % 3 ? page.useMailedLink(secret, node(turn)) : page.proveMailed(code, node(turn)),
        ),
      )
      expect(answers.filter(({ status }) => status === 200)).to.have.length(1)
      for (const { status, body } of answers.filter((one) => one.status !== 200))
        expect([status, body]).to.deep.equal(INVALID)
      expect((await owner.device.get('/api/account')).underWay).to.have.length(1)
    })

    it('[E22] notes wrong codes in the account, and still takes the right one', async () => {
      const { owner, page, code } = await mailed()
      const wrong = String((Number(code.replace(' ', '')) + 1) % 100_000_000).padStart(8, '0')
      const tries = Array.from({ length: 3 }, () => page.proveMailed(wrong))
      for (const answer of tries) await refuses(answer)
      const noted = async () => {
        const { news } = await owner.device.get('/api/account')
        return news.find(({ action }) => action === 'email-code-refused')?.count ?? 0
      }
      await eventually('the wrong tries are noted', async () => (await noted()) === 3)
      expect((await page.proveMailed(code)).status).to.equal(200)
      expect(await noted()).to.equal(3)
    })

    it('[E23][E24] mails nothing once its owner has switched it off, and answers the same', async () => {
      const { owner, page, code } = await mailed()
      const switchTo = async (on: boolean) => {
        const stepUp = await owner.device.stepUp({ do: 'switch-email-recovery', on })
        return owner.device.post('/api/email/switch', { on, stepUp })
      }
      const { health } = await owner.device.get('/api/account')
      expect(health.others).to.include('email')
      const other = await owner.device.stepUp({ do: 'switch-email-recovery', on: true })
      const refused = await owner.device.post('/api/email/switch', { on: false, stepUp: other })
      expect(refused.error?.code).to.equal('step_up_refused')
      expect((await switchTo(false)).body).to.deep.equal({ at: null })
      const off = await owner.device.get('/api/account')
      expect([off.readiness.email?.on, off.health.others.includes('email')]).to.deep.equal([false, false])
      await refuses(page.proveMailed(code))
      const before = inbox().length
      const asked = await newPage().askMail(owner.address)
      expect(asked.status).to.equal(200)
      expect(asked.body.codeUntil - asked.body.now).to.be.closeTo(600_000, 5)
      await switchTo(true)
      await newPage().askMail(owner.address)
      await mailTo(owner.address, 'From now on, whoever reads your mail')
      await eventually('the mail that was asked for afterwards', async () =>
        inbox()
          .slice(before)
          .some(({ text }) => text.includes(SAID)),
      )
      expect(
        inbox()
          .slice(before)
          .filter(({ text }) => text.includes(SAID)),
      ).to.have.length(1)
    })

    it('[E9] takes five tries, and then not even the right code', async () => {
      const { page, code, secret } = await mailed()
      // What can't be a code costs no try.
      for (const typed of ['', '1234567', 'a code']) await refuses(page.proveMailed(typed))
      const wrong = String((Number(code.replace(' ', '')) + 1) % 100_000_000).padStart(8, '0')
      for (let tried = 0; tried < 5; tried += 1) await refuses(page.proveMailed(wrong))
      await refuses(page.proveMailed(code))
      await refuses(page.useMailedLink(secret))
    })

    it('[E4] answers the same for an address that nobody has, that is not confirmed, or of another case', async () => {
      const owner = await mailedOwner()
      const stepUp = await owner.device.stepUp({ do: 'add-address', address: 'not-yet@example.com' })
      await owner.device.post('/api/addresses', { address: 'not-yet@example.com', stepUp })
      const before = inbox().length
      const answers = await Promise.all(
        ['nobody@example.com', 'not-yet@example.com'].map((address) => newPage().askMail(address)),
      )
      const known = await newPage().askMail(owner.address.toUpperCase())
      for (const { status, body } of [...answers, known]) {
        expect(status).to.equal(200)
        expect(Object.keys(body).sort()).to.deep.equal(['codeUntil', 'linkUntil', 'now'])
        expect(body.codeUntil - body.now).to.be.closeTo(600_000, 5)
        expect(body.linkUntil - body.now).to.be.closeTo(1_800_000, 5)
      }
      await mailTo(owner.address, SAID)
      const since = inbox().slice(before)
      expect(since.filter(({ text }) => text.includes(SAID)).map(({ headers }) => headers.to)).to.deep.equal([
        owner.address,
      ])
      const malformed = await newPage().askMail('a@b@c')
      expect(malformed.error?.code).to.equal('address_invalid')
    })

    it('[E19] leads to a new passkey after the hold, with another mail, on probation for 72 hours', async () => {
      const { owner, page, code } = await mailed()
      const { body } = await page.proveMailed(code)
      expect(body.until! - body.now).to.be.within(7 * DAY - HOUR, 7 * DAY)
      await pass(body.recoveryId, 7 * DAY + HOUR)
      expect((await page.stateOf(body.recoveryId)).body.state).to.equal('needs-proof-again')
      await page.askMail(owner.address)
      let again = code
      await eventually('another mail', async () => {
        again = codeIn(await mailTo(owner.address, SAID))
        return again !== code
      })
      expect((await page.proveMailed(again)).body.state).to.equal('ready')
      expect((await page.registerFor(body.recoveryId)).status).to.equal(200)
      expect((await page.signIn()).body).to.include({ recovered: true })
      const session = await page.get('/api/session')
      if (!session.signedIn) throw new Error('Not signed in.')
      expect(session.probationUntil! - Date.now()).to.be.within(71 * HOUR, 72 * HOUR)
    })

    it('[E19] is enough at once with a backup code, and ends by a veto alone', async () => {
      const { owner, page, code } = await mailed()
      const alone = await page.proveMailed(code)
      expect((await stop(owner.device, alone.body.recoveryId)).body.outcome).to.equal('ended')
      const both = newPage()
      await both.proveCode(owner.name, owner.code())
      await both.askMail(owner.address)
      let next = code
      await eventually('another mail', async () => {
        next = codeIn(await mailTo(owner.address, SAID))
        return next !== code
      })
      const { body } = await both.proveMailed(next)
      expect([body.state, body.proofs.map(({ method }) => method)]).to.deep.equal([
        'ready',
        ['backup-code', 'email'],
      ])
    })

    it('[E12][E14] leaves its points to a page with a proof, whatever strangers ask for', async () => {
      const owner = await mailedOwner()
      const nobodys = `nobody-of-${owner.address}`
      // From one network, five; from three of them, all fifteen.
      for (let network = 0; network < 3; network += 1) {
        const stranger = newPage()
        for (const address of [owner.address, nobodys]) {
          for (let asked = 0; asked < 5; asked += 1)
            expect((await stranger.askMail(address)).status, address).to.equal(200)
          expect((await stranger.askMail(address)).error?.code, address).to.equal('rate_limited')
        }
      }
      expect((await newPage().askMail(nobodys)).error?.code).to.equal('rate_limited')
      const page = newPage()
      expect((await page.askMail(owner.address)).error?.code).to.equal('rate_limited')
      await page.proveCode(owner.name, owner.code())
      expect((await page.askMail(owner.address)).status).to.equal(200)
    })
  },
  {
    env: { SMTP_URL: `smtp://127.0.0.1:${PORT}`, LIMITS: 'email-proof-network=1000,email-proof-browser=100' },
  },
)
