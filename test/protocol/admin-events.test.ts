import { expect } from 'chai'
import { after, before } from 'mocha'
import { eventually } from '../contract/eventually.ts'
import { freePort } from '../support/free-port.ts'
import { siteStores } from '../support/site-stores.ts'
import { describeOnOwnSites } from '../support/sites.ts'
import { startWebhookReceiver, WEBHOOK_SECRET, type WebhookReceiver } from '../support/webhook-receiver.ts'
import { newAdmin, revoke, watchingAdmin } from './admin-scene.ts'
import { eventRows, insideEvents, writeEvents } from './events-scene.ts'

const PORT = await freePort()

describeOnOwnSites(
  'dead events on the console',
  (site) => {
    const stores = siteStores(site)
    let receiver: WebhookReceiver
    before(async () => {
      receiver = await startWebhookReceiver({ port: PORT })
    })
    after(() => receiver?.close())

    /** Events that were tried for days, and their ids. Signing up an admin writes others. */
    async function dead(times: number): Promise<string[]> {
      receiver.mood = 'fails'
      await insideEvents(site, ({ db }) => db.deleteFrom('events').execute())
      await writeEvents(site, times)
      await insideEvents(site, ({ db }) =>
        db.updateTable('events').set({ state: 'dead', why: '500', tries: 10 }).execute(),
      )
      receiver.mood = 'takes'
      return (await eventRows(site)).map(({ id }) => id)
    }

    const stateOf = async (id: string) => (await eventRows(site)).find((row) => row.id === id)?.state

    it('are shown with type, status and tries, and nothing of whom they concern', async () => {
      const [id] = await dead(1)
      const console = await watchingAdmin(site, stores, site.otherUrl)
      const { deadEvents } = await console.until((figures) => figures.deadEvents.all === 1)
      const { agoMs, ...row } = deadEvents.newest[0]!
      expect(row).to.deep.equal({ id, type: 'address.counts', receiver: 'webhook', why: '500', tries: 10 })
      expect(agoMs).to.be.within(0, 60_000)
    })

    it('[N11] are sent again by a step-up for exactly this, and leave the list', async () => {
      const [id = '', other = ''] = await dead(2)
      const console = await watchingAdmin(site, stores)
      expect(await console.replay(id, { do: 'replay-event', eventId: other })).to.equal('step_up_refused')
      expect(await console.replay(id, { do: 'replay-event', eventId: null })).to.equal('step_up_refused')
      expect([await stateOf(id), await stateOf(other)]).to.deep.equal(['dead', 'dead'])
      expect(await console.replay(id)).to.equal(null)
      await eventually('it was taken', async () => (await stateOf(id)) === 'sent')
      expect(receiver.received.map((one) => one.id)).to.include(id.split(' ')[0])
      await console.until(({ deadEvents }) => deadEvents.all === 1)
      expect(await console.replay(id)).to.equal('not_found')
      expect(await console.replay(null)).to.equal(null)
      await console.until(({ deadEvents }) => deadEvents.all === 0)
      expect(await console.replay(null)).to.equal('not_found')
    })

    it('[N10] are sent again only by who may watch', async () => {
      const [id = ''] = await dead(1)
      const shut = await newAdmin(site, stores)
      expect(await shut.replay(id)).to.equal('step_up_due')
      const past = await watchingAdmin(site, stores)
      const asserted = await past.device.stepUp({ do: 'replay-event', eventId: id })
      await revoke(stores, past.device)
      expect(await past.replay(id, undefined, asserted)).to.equal('not_admin')
      expect(await stateOf(id)).to.equal('dead')
    })
  },
  { env: { WEBHOOK_URL: `http://127.0.0.1:${PORT}/`, WEBHOOK_SECRET } },
)
