import { expect } from 'chai'
import { after, before, it } from 'mocha'
import { eventually } from '../contract/eventually.ts'
import { type MailServer, startMailServer } from '../support/mail-server.ts'
import { type ReadMail, readEml } from '../support/read-eml.ts'
import { describeOnOwnSites, type Site } from '../support/sites.ts'
import { createHttpDevice, type HttpDevice } from './http-device.ts'

/** Set before the sites start, because a site is told where the mail server is. */
const PORT = 20_000 + ((process.pid * 2 + 1) % 20_000)

describeOnOwnSites(
  'an e-mail address, with real mail',
  (site) => {
    let server: MailServer
    before(async () => {
      server = await startMailServer({ port: PORT })
    })
    after(() => server.close())

    let people = 0
    async function person({ url }: Pick<Site, 'url'>): Promise<HttpDevice> {
      people += 1
      const device = createHttpDevice({ origin: url })
      expect((await device.signUp(`mailed ${people}`)).status).to.equal(200)
      return device
    }
    async function ask(device: HttpDevice, address: string) {
      server.mails.length = 0
      const stepUp = await device.stepUp({ do: 'add-address', address })
      const asked = await device.post('/api/addresses', { address, stepUp })
      expect(asked.status).to.equal(200)
      // Notices of what happened before can come in between.
      const mails = () => server.mails.map(readEml)
      const isAnswer = ({ headers }: ReadMail) => /^Your (code|address) /.test(headers.subject ?? '')
      await eventually('a mail came', async () => mails().some(isAnswer))
      return { asked, mail: mails().find(isAnswer)! }
    }

    it('is confirmed by the code of the mail, and counts in a new account', async () => {
      const device = await person(site)
      const { asked, mail } = await ask(device, 'Alice@Example.com')
      expect(mail.headers.to).to.equal('Alice@example.com')
      const code = /^ {4}(\d{4} \d{4})\r?$/m.exec(mail.text)?.[1] ?? ''
      const { addressId } = asked.body
      const wrong = await device.post('/api/addresses/confirm', { addressId, code: '00000000' })
      expect(wrong.body.error.code).to.equal('code_invalid')
      const right = await device.post('/api/addresses/confirm', { addressId, code })
      expect(right.body).to.deep.equal({ countsFrom: null })
      const { addresses, news } = await device.account()
      expect(addresses.rows[0]).to.include({ address: 'Alice@example.com', state: 'counts' })
      expect(news[0]).to.include({ action: 'address-counts', detail: 'A…@example.com' })
    })

    it('[M25] that belongs to somebody else gets the same answer, and a mail without a code', async () => {
      const owner = await person(site)
      const { asked, mail } = await ask(owner, 'bob@example.com')
      const code = /(\d{4} \d{4})/.exec(mail.text)?.[1] ?? ''
      await owner.post('/api/addresses/confirm', { addressId: asked.body.addressId, code })
      const other = await person({ url: site.url })
      const again = await ask(other, 'bob@example.com')
      const free = await ask(other, 'free@example.com')
      expect(Object.keys(again.asked.body)).to.deep.equal(Object.keys(free.asked.body))
      expect(again.mail.text).to.contain('It belongs to an account there already')
      expect(again.mail.text).not.to.match(/\d{4} \d{4}/)
      expect(again.mail.text).not.to.contain('mailed')
    })
  },
  { env: { SMTP_URL: `smtp://127.0.0.1:${PORT}` } },
)
