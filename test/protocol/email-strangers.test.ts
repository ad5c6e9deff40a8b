import { expect } from 'chai'
import { eventually } from '../contract/eventually.ts'
import type { SignedInDevice } from '../support/signed-in-device.ts'
import type { SignedPage } from '../support/signed-page.ts'
import { describeOnOwnSites } from '../support/sites.ts'
import { mailedPeople } from './mailed-people.ts'
import { slowScene } from './slow-scene.ts'

const PORT = 20_000 + ((process.pid * 2 + 9) % 20_000)

const SAID = 'wants to get back into your account with this address'

describeOnOwnSites(
  'strangers who ask for recovery mails',
  (site) => {
    const { newPage, newOwner } = slowScene(site)
    const { inbox, mailedOwner } = mailedPeople(site, PORT, newOwner)

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
  },
  { env: { SMTP_URL: `smtp://127.0.0.1:${PORT}` } },
)
