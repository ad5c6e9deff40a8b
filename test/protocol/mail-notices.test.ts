import { expect } from 'chai'
import type { LinkedRecovery } from '../../shared/pause-link.ts'
import { eventually } from '../contract/eventually.ts'
import { runSql } from '../support/run-sql.ts'
import { describeOnBothSets } from '../support/sites.ts'
import { mailedPeople } from './mailed-people.ts'
import { DAY, slowScene } from './slow-scene.ts'

/** Set before the sites start, because a site is told where the mail server is. */
const PORT = 20_000 + ((process.pid * 2 + 5) % 20_000)

describeOnBothSets(
  'notices, with real mail',
  (site) => {
    const { newPage, newOwner } = slowScene(site)
    const { server, inbox, mailTo, mailedOwner, addAddress, linkOf } = mailedPeople(site, PORT, newOwner)

    it('[M37][M38] lead to a page that pauses by its button alone', async () => {
      const owner = await mailedOwner()
      const page = newPage()
      const { body: view } = await page.proveCode(owner.name, owner.code())
      const mail = await mailTo(owner.address, 'showed something that only you should have')
      for (const said of [owner.name, 'With a backup code', 'Waits until', 'UTC'])
        expect(mail.text).to.contain(said)
      const { page: url, secret } = linkOf(mail)
      expect(url).to.equal(`${site.url}/pause`)
      // What a program does that opens all links of a mail, with and without running scripts.
      for (const method of ['HEAD', 'GET']) expect((await fetch(url, { method })).status).to.equal(200)
      const looked: { body: LinkedRecovery } = await newPage().lookAtPause(secret, site.otherUrl)
      expect(looked.body).to.include({ name: owner.name, does: 'pauses', until: view.until })
      expect((await page.stateOf(view.recoveryId)).body.state).to.equal('on-hold')

      const pressed = await newPage().pressPause(secret, site.otherUrl)
      expect(pressed.body.outcome).to.equal('paused')
      expect(pressed.body.until! - view.until!).to.be.within(3 * DAY - 1, 3 * DAY)
      expect((await page.stateOf(view.recoveryId)).body.state).to.equal('paused')
      expect((await newPage().pressPause(secret)).body).to.deep.equal({ outcome: 'nothing', until: null })
      expect((await newPage().lookAtPause(secret)).body.does).to.equal('nothing')
      await mailTo(owner.address, 'waits for 3 days longer')
      const other = await newPage().pressPause('A'.repeat(22))
      expect([other.status, other.error?.code]).to.deep.equal([404, 'code_invalid'])
    })

    it('[M39] say to whoever is too late to pause that a passkey was made, and that it signed in', async () => {
      const owner = await mailedOwner()
      const page = newPage()
      const { body: view } = await page.proveCode(owner.name, owner.code())
      const { secret } = linkOf(await mailTo(owner.address, 'showed something that only you should have'))
      await page.useLink(await owner.link())
      const looked = async () => (await newPage().lookAtPause(secret, site.otherUrl)).body
      expect(await looked()).to.include({ state: 'ready' })
      expect((await page.registerFor(view.recoveryId)).status).to.equal(200)
      expect(await looked()).to.include({ state: 'registered', does: 'nothing', until: null })
      expect((await page.signIn()).body).to.include({ recovered: true })
      expect(await looked()).to.include({ state: 'done', does: 'nothing', until: null })
      expect((await newPage().pressPause(secret)).error?.code).to.equal('code_invalid')
    })

    it('[M34] tell of a recovery that was completed, and of an address, at both addresses', async () => {
      const owner = await mailedOwner()
      const second = `also-${owner.address}`
      await addAddress(owner.device, second)
      await mailTo(owner.address, 'An e-mail address of your account is in use')
      const page = newPage()
      const { body } = await page.useLink(await owner.link())
      await mailTo(second, 'Support made a link')
      expect((await page.registerFor(body.recoveryId)).status).to.equal(200)
      expect((await page.signIn()).body).to.include({ recovered: true })
      for (const address of [owner.address, second]) {
        const { text, headers } = await mailTo(address, 'a recovery of your account was completed')
        expect(text).to.contain(owner.name)
        expect(headers.subject).to.match(/: a recovery is done$/)
      }
    })

    it('[M41] come later when the mail server refuses, and their link works then', async () => {
      const owner = await mailedOwner()
      server().mood = 'is-full'
      const page = newPage()
      const { body: view } = await page.proveCode(owner.name, owner.code())
      const waiting = () =>
        runSql(
          site,
          `select tries from mails where recipient = '${owner.address}' and state = 'waiting' and why is not null`,
        )
      await eventually('it was refused', async () => (await waiting()).length > 0)
      expect(
        inbox().filter(
          ({ text, headers }) =>
            headers.to === owner.address && text.includes('showed something that only you should have'),
        ),
      ).to.deep.equal([])
      server().mood = 'takes'
      await runSql(
        site,
        `update mails set due_at = 0 where recipient = '${owner.address}' and state = 'waiting'`,
      )
      const { secret } = linkOf(await mailTo(owner.address, 'showed something that only you should have'))
      expect((await newPage().pressPause(secret)).body.outcome).to.equal('paused')
      expect((await page.stateOf(view.recoveryId)).body.state).to.equal('paused')
    })
  },
  { env: { SMTP_URL: `smtp://127.0.0.1:${PORT}` } },
)
