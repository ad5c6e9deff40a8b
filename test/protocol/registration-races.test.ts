import { expect } from 'chai'
import { eventually } from '../contract/eventually.ts'
import { SignedInDevice } from '../support/signed-in-device.ts'
import { siteStores } from '../support/site-stores.ts'
import { commonSite } from '../support/sites.ts'
import { approved, closeAfterwards, inParallel, registered } from './scene.ts'

describe('races of registrations, on two nodes', () => {
  const site = commonSite('shared')
  const stores = siteStores(site)

  it('[P15] one page key on two connections, both registering: one passkey', async () => {
    await inParallel(12, async (round) => {
      const pair = await approved(site)
      const id = pair.page.view.pairingId
      const twin = await closeAfterwards(pair.page.twin()).connect(site.otherUrl)
      const devices = [new SignedInDevice(site.url), new SignedInDevice(site.url)] as const
      const offer = await pair.page.registerOptions()
      if (!offer.ok) throw new Error(offer.error.code)

      const byPage = () => pair.page.register(devices[0].authenticator.create(offer.options))
      const byTwin = async () => {
        await twin.resume()
        // Every second twin makes a challenge of its own; the others use the one that the page was given.
        const own = round % 2 ? await twin.registerOptions() : offer
        return own.ok ? twin.register(devices[1].authenticator.create(own.options)) : own
      }
      const replies = await Promise.allSettled([byPage(), byTwin()])

      const granted = replies.filter((reply) => reply.status === 'fulfilled' && reply.value.ok)
      expect(granted).to.have.length.at.most(1)
      // A register whose connection was superseded may still be under way.
      await eventually('SQL and the record agree on one passkey or none', async () => {
        const rows = await stores.run('select id from credentials where recovery_id = $1', [id])
        const record = await stores.record(id)
        expect(rows).to.have.length.at.most(1)
        return record.state === 'registered' ? rows[0]?.id === record.credentialId : rows.length === 0
      })
    })
  })

  it('two sign-ins with a new passkey at once: one of them proves it, and neither calls it unknown', async () => {
    await inParallel(8, async () => {
      const { newDevice, approver, page } = await registered(site)
      const tabs = [newDevice, newDevice.sameBrowser()].map((tab) => closeAfterwards(tab))

      const answers = await Promise.all(tabs.map((tab) => tab.signIn()))

      expect(answers.map(({ error }) => error?.code ?? null)).to.deep.equal([null, null])
      expect(answers.filter(({ body }) => body.recovered)).to.have.length(1)
      const { recoveries } = await approver.get('/api/account')
      expect(recoveries.map(({ state }) => state)).to.deep.equal(['done'])
      await page.until((view) => view.state === 'done')
    })
  })
})
