import { expect } from 'chai'
import { eventually } from '../contract/eventually.ts'
import { runSql } from '../support/run-sql.ts'
import type { SignedInDevice } from '../support/signed-in-device.ts'
import type { SignedPage } from '../support/signed-page.ts'
import { describeOnBothSets } from '../support/sites.ts'
import { mailedPeople } from './mailed-people.ts'
import { DAY, HOUR, slowScene } from './slow-scene.ts'

const PORT = 20_000 + ((process.pid * 2 + 9) % 20_000)

const SAID = 'wants to get back into your account with this address'

describeOnBothSets(
  'strangers who ask for recovery mails',
  (site) => {
    const { newPage, newOwner } = slowScene(site)
    const { inbox, mailedOwner, addAddress, linkOf } = mailedPeople(site, PORT, newOwner)

    /** A page without a passkey, in a browser that has the cookies of a device. */
    function pageIn(device: SignedInDevice): SignedPage {
      const page = newPage()
      for (const [name, value] of device.cookies) page.cookies.set(name, value)
      return page
    }
    /** How many of these tries were mailed. The first refusal ends them. */
    async function asks(page: SignedPage, address: string): Promise<number> {
      for (let asked = 0; asked < 30; asked += 1) {
        const { error } = await page.askMail(address, asked % 2 ? site.otherUrl : site.url)
        if (!error) continue
        expect(error.code).to.equal('rate_limited')
        return asked
      }
      return expect.fail('No limit.')
    }
    async function strangersAsk(address: string): Promise<number> {
      let asked = 0
      for (let network = 0; network < 8; network += 1) asked += await asks(newPage(), address)
      return asked
    }

    /** The secrets of the links of all mails of strangers, once they are there. */
    async function linksTo(address: string, count = 15): Promise<string[]> {
      const mails = () => inbox().filter(({ headers, text }) => headers.to === address && text.includes(SAID))
      await eventually('all mails of strangers', async () => mails().length === count)
      return mails().map((mail) => linkOf(mail).secret)
    }

    it('[E20][E21] from many networks keep no mail from a browser that the account knows, and fill no mailbox', async () => {
      const { device, address } = await mailedOwner()
      const bystander = await mailedOwner()
      expect(await strangersAsk(address)).to.equal(15)
      for (const elsewhere of [newPage(), pageIn(bystander.device)])
        expect(await asks(elsewhere, address)).to.equal(0)
      device.cookies.delete('rekey_session')
      expect(await asks(pageIn(device), address)).to.equal(5)
      expect(await asks(pageIn(device), address)).to.equal(0)
      // Whoever has a passkey of the account makes more such browsers, and gets ten more mails out of all of them.
      let more = 0
      for (let browser = 0; browser < 4; browser += 1)
        more += await asks(pageIn(await device.secondDevice()), address)
      expect(more).to.equal(10)
      const mails = () =>
        inbox().filter(({ headers, text }) => headers.to === address && text.includes(SAID)).length
      await eventually('all mails of the day', async () => mails() === 30)
      expect(await strangersAsk(address)).to.equal(0)
    })

    it('[E20] in the owner’s own network use up nothing that a known browser has', async () => {
      const { device, address } = await mailedOwner()
      const stranger = newPage()
      for (let other = 0; other < 10; other += 1)
        expect((await stranger.askMail(`nobody-${other}-of-${address}`)).status).to.equal(200)
      expect((await stranger.askMail(address)).error?.code).to.equal('rate_limited')
      const page = pageIn(device).moveTo(stranger.address)
      expect((await page.askMail(address)).status).to.equal(200)
    })

    it('[E30][E21] give whoever reads one of their mails more of them, and fill no mailbox', async () => {
      const { address } = await mailedOwner()
      expect(await strangersAsk(address)).to.equal(15)
      const page = newPage()
      expect(await asks(page, address)).to.equal(0)
      let more = 0
      for (const [place, secret] of (await linksTo(address)).slice(0, 4).entries()) {
        await page.lookAtMailed(secret, site.otherUrl)
        // No new browser and no new network makes more of one mail.
        const again = newPage()
        again.cookies.set('rekey_read', page.cookies.get('rekey_read')!)
        const asked = (await asks(page, address)) + (await asks(again, address))
        expect(asked, `mail ${place}`).to.equal(place < 3 ? 5 : 0)
        more += asked
      }
      expect(more).to.equal(15)
      await linksTo(address, 30)
    })

    it('[E30] give a browser that has used up its own points more of them too', async () => {
      const { device, address } = await mailedOwner()
      expect(await strangersAsk(address)).to.equal(15)
      const page = pageIn(device)
      expect(await asks(page, address)).to.equal(5)
      const [secret = ''] = await linksTo(address, 20)
      await page.lookAtMailed(secret)
      expect(await asks(page, address)).to.equal(5)
    })

    it('[E31] can be outwaited: their mails can be read for a day, and links that ended too', async () => {
      const { address } = await mailedOwner()
      expect(await strangersAsk(address)).to.equal(15)
      const [secret = '', other = ''] = await linksTo(address)
      const pass = async (ms: number) => {
        const ofThem = `(select id from addresses where address = '${address}')`
        await runSql(
          site,
          `update mailed_codes set asked_at = asked_at - ${ms}, code_until = code_until - ${ms}, expires_at = expires_at - ${ms} where address_id in ${ofThem}`,
        )
        await runSql(site, `update mails set created_at = created_at - ${ms} where recipient = '${address}'`)
      }
      await pass(DAY - HOUR)
      const page = newPage()
      const late = await page.lookAtMailed(secret)
      expect([late.status, late.error?.code]).to.deep.equal([404, 'code_invalid'])
      expect((await page.askMail(address)).status).to.equal(200)
      await pass(HOUR)
      const tooLate = newPage()
      await tooLate.lookAtMailed(other)
      for (const one of [page, tooLate]) expect(await asks(one, address)).to.equal(0)
    })

    it('[E32] learn from a mail that they were forwarded nothing about other addresses', async () => {
      const { device, address } = await mailedOwner()
      const second = `second-${address}`
      await addAddress(device, second)
      expect(await strangersAsk(second)).to.equal(15)
      const page = newPage()
      await page.askMail(address)
      const [secret = ''] = await linksTo(address, 1)
      await page.lookAtMailed(secret)
      expect(await asks(page, second)).to.equal(0)
    })

    it('[E30][E33] get the same answer and cookie for every link that doesn’t work, and no mail for it', async () => {
      const { device, address } = await mailedOwner()
      await strangersAsk(address)
      const [secret = ''] = await linksTo(address)
      await runSql(site, `update mailed_codes set used_at = 1`)
      const looks = []
      for (const link of [secret, 'A'.repeat(22)]) {
        const page = newPage()
        const { status, body, headers } = await page.lookAtMailed(link)
        const set = headers.getSetCookie().map((one) => one.replace(/=[\w-]{43};/, '=…;'))
        looks.push({ status, body, set })
        expect(page.cookies.get('rekey_read')).not.to.include(link)
        expect(await asks(page, address)).to.equal(link === secret ? 5 : 0)
      }
      expect(looks[0]).to.deep.equal(looks[1])
      expect(looks[0]?.set).to.deep.equal(['rekey_read=…; Max-Age=86400; Path=/; HttpOnly; SameSite=Strict'])
      // Nobody who looks at somebody else's mail loses what their own browser has.
      const own = pageIn(device)
      await own.lookAtMailed('A'.repeat(22))
      expect(await asks(own, address)).to.equal(5)
    })

    it('[E34] take nothing back by what their pages ask for afterwards', async () => {
      const { address } = await mailedOwner()
      const pages = Array.from({ length: 3 }, () => newPage())
      for (const page of pages) expect(await asks(page, address)).to.equal(5)
      for (const page of pages) expect((await page.askMail(`nobody-of-${address}`)).status).to.equal(200)
      for (const secret of (await linksTo(address)).slice(0, 2)) {
        const page = newPage()
        expect((await page.lookAtMailed(secret)).error?.code).to.equal('code_invalid')
        expect((await page.askMail(address)).status).to.equal(200)
      }
    })
  },
  { env: { SMTP_URL: `smtp://127.0.0.1:${PORT}` } },
)
