import { expect } from 'chai'
import { after, before, beforeEach } from 'mocha'
import { Webhook } from 'standardwebhooks'
import { eventually } from '../contract/eventually.ts'
import { freePort } from '../support/free-port.ts'
import { startRekey } from '../support/rekey.ts'
import { startServerProcess } from '../support/server-process.ts'
import { describeOnOwnSites, embeddedSite } from '../support/sites.ts'
import { startWebhookReceiver, WEBHOOK_SECRET, type WebhookReceiver } from '../support/webhook-receiver.ts'
import { allDueNow, eventRows, insideEvents, recoverOnce, writeEvents } from './events-scene.ts'

/** Set before the sites start, because a site is told where the receiver is. */
const PORT = await freePort()
const EXAMPLE_PORT = await freePort()
/** The receiver has not got it yet. */
const NEW_SECRET = `whsec_${Buffer.alloc(32, 1).toString('base64')}`
const ENV = { WEBHOOK_URL: `http://127.0.0.1:${PORT}/events`, WEBHOOK_SECRET }
const CHANGED = { ...ENV, WEBHOOK_SECRET: NEW_SECRET, WEBHOOK_SECRET_PREVIOUS: WEBHOOK_SECRET }

describeOnOwnSites(
  'webhooks',
  (site) => {
    let receiver: WebhookReceiver
    before(async () => {
      receiver = await startWebhookReceiver({ port: PORT })
    })
    after(() => receiver?.close())
    beforeEach(async () => {
      receiver.mood = 'takes'
      // What the test before left on its way would come in the middle of this one.
      await eventually('nothing is on its way', async () =>
        (await eventRows(site)).every(({ state }) => state !== 'waiting'),
      )
      receiver.received.length = 0
      await insideEvents(site, ({ db }) => db.deleteFrom('events').execute())
    })
    const types = () => receiver.received.map(({ event }) => event?.type)

    it('tell of a recovery, signed, with the account and nothing private', async () => {
      const name = await recoverOnce(site)
      const expected = [
        ...['account.created', 'recovery.begun', 'recovery.approved'],
        ...['recovery.registered', 'recovery.done'],
      ]
      await eventually('all came', async () => expected.every((type) => types().includes(type)))
      expect(types()).to.have.members(expected)
      const ids = new Set(receiver.received.map(({ id }) => id))
      expect(ids).to.have.property('size', expected.length)
      for (const { body, event } of receiver.received) {
        expect(event?.data).to.include({ accountName: name })
        expect(body).not.to.match(/\d+\.\d+\.\d+\.\d+|@|"device"|"network"/)
      }
      const recoveries = receiver.received.flatMap(({ event }) => {
        const { recoveryId } = (event?.data ?? {}) as { recoveryId?: string }
        return recoveryId ?? []
      })
      expect(new Set(recoveries)).to.have.property('size', 1)
    })

    it('come again under the same id if the receiver fails', async () => {
      receiver.mood = 'fails'
      await writeEvents(site, 1)
      await eventually('it was tried', async () => (await eventRows(site))[0]?.why === '500')
      receiver.mood = 'takes'
      await allDueNow(site)
      await eventually('it was taken', async () => (await eventRows(site))[0]?.state === 'sent')
      expect(receiver.received).to.have.length(2)
      const [first, second] = receiver.received
      expect(second).to.deep.include({ id: first!.id, event: first!.event })
      expect(site.nodes.some(({ process }) => process.output().includes('the webhook'))).to.equal(true)
    })

    it('[N3] come once each, whichever node sends them', async () => {
      await writeEvents(site, 40)
      await eventually('all were taken', async () =>
        (await eventRows(site)).every(({ state }) => state === 'sent'),
      )
      expect(receiver.received).to.have.length(40)
      expect(new Set(receiver.received.map(({ id }) => id))).to.have.property('size', 40)
    })

    it('[N17] come with two signatures, so that the secret can be changed here before the receiver has the new one', async () => {
      await recoverOnce(site)
      await eventually('it came', async () => types().includes('recovery.done'))
      const { body, headers, event } = receiver.received.find((one) => one.event?.type === 'recovery.done')!
      expect(new Webhook(NEW_SECRET).verify(body, headers)).to.deep.equal(event)
    })

    it('[N3] come from another node if one is killed while it sends, under the same id', async () => {
      receiver.mood = 'hangs'
      await writeEvents(site, 1)
      await eventually('it came', async () => receiver.received.length === 1)
      const [node] = site.nodes
      for (const one of site.nodes) await one.kill()
      receiver.mood = 'takes'
      expect((await eventRows(site))[0]).to.include({ state: 'waiting', tries: 1 })
      await allDueNow(site)
      const again = await startRekey({
        folder: node!.folder,
        ...(site.redis && { redisUrl: site.redis.url }),
        ...(site.databaseUrl && { databaseUrl: site.databaseUrl }),
        env: CHANGED,
      })
      await eventually('it was taken', async () => (await eventRows(site))[0]?.state === 'sent')
      expect(receiver.received.map(({ id }) => id)).to.deep.equal(Array(2).fill(receiver.received[0]?.id))
      await again.stop()
      site.nodes.length = 0
    })
  },
  { env: CHANGED },
)

describe('the receiver of examples/webhook-receiver', () => {
  const site = embeddedSite({ env: { WEBHOOK_URL: `http://localhost:${EXAMPLE_PORT}/`, WEBHOOK_SECRET } })

  it('prints each event once', async () => {
    const receiver = startServerProcess({
      ...{ program: 'node', args: ['examples/webhook-receiver/receive.mjs'], killSignal: 'KILL' },
      cwd: new URL('../..', import.meta.url).pathname,
      folder: site.nodes[0]!.folder,
      env: { WEBHOOK_SECRET, PORT: String(EXAMPLE_PORT) },
    })
    await receiver.printed(/Ready for events/)
    const name = await recoverOnce(site)
    await receiver.printed(/evt_\S+ recovery\.done/)
    const [row] = (await eventRows(site)).filter(({ type }) => type === 'recovery.done')
    const line = `${row?.event_id} recovery.done ${name}`
    expect(receiver.output().split(line)).to.have.length(2)
    await receiver.end('SIGTERM')
  })
})
