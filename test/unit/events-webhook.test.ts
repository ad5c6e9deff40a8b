import { expect } from 'chai'
import { after, afterEach, before } from 'mocha'
import { Webhook } from 'standardwebhooks'
import type { SiteEvent } from '../../server/site-events/event-types.ts'
import { deliverToWebhook, type WebhookSettings } from '../../server/site-events/webhook.ts'
import { block } from '../support/documented.ts'
import { startWebhookReceiver, WEBHOOK_SECRET, type WebhookReceiver } from '../support/webhook-receiver.ts'

const EVENT: SiteEvent<'recovery.done'> = {
  id: 'evt_1',
  type: 'recovery.done',
  timestamp: '2030-01-02T00:00:00.000Z',
  data: { accountId: 'account', accountName: 'Zoë', recoveryId: 'recovery', passkeyId: 'passkey' },
}

const OTHER_SECRET = `whsec_${Buffer.alloc(32, 1).toString('base64')}`

const LINE = block('docs/events.md', 'const event = new Webhook')

describe('posting an event', () => {
  let receiver: WebhookReceiver
  before(async () => {
    receiver = await startWebhookReceiver()
  })
  after(() => receiver.close())
  afterEach(() => {
    receiver.mood = 'takes'
    receiver.received.length = 0
  })
  const deliver = (longestMs?: number, secrets: WebhookSettings['secrets'] = [WEBHOOK_SECRET]) =>
    deliverToWebhook({ url: receiver.url, secrets }, longestMs)(EVENT)

  it('has headers and a signature that the library of Standard Webhooks takes', async () => {
    expect(await deliver()).to.deep.equal({ outcome: 'taken' })
    const { id, ...event } = EVENT
    expect(receiver.received[0]).to.deep.include({ id, event })
  })

  it('is checked by the line that docs/events.md shows', async () => {
    await deliver()
    const { body, headers } = receiver.received[0]!
    const verify = new Function('Webhook', 'process', 'body', 'request', `${LINE}\nreturn event`)
    const check = (text: string) => verify(Webhook, { env: { WEBHOOK_SECRET } }, text, { headers })
    const { id: _, ...event } = EVENT
    expect(check(body)).to.deep.equal(event)
    expect(() => check(body.replace('Zoë', 'Bob'))).to.throw()
  })

  it('is not taken with the signature of another secret', async () => {
    await deliver(undefined, [OTHER_SECRET])
    expect(receiver.received[0]?.event).to.equal(null)
  })

  it('[N17] is taken with either secret while it is being changed, and with no third one', async () => {
    await deliver(undefined, [OTHER_SECRET, WEBHOOK_SECRET])
    const { body, headers, event } = receiver.received[0]!
    expect(event).to.include({ type: EVENT.type })
    expect(new Webhook(OTHER_SECRET).verify(body, headers)).to.deep.equal(event)
    const third = new Webhook(`whsec_${Buffer.alloc(32, 2).toString('base64')}`)
    expect(() => third.verify(body, headers)).to.throw('No matching signature')
    const [newest, ...others] = headers['webhook-signature']!.split(' ')
    expect(others).to.have.length(1)
    expect(new Webhook(OTHER_SECRET).verify(body, { ...headers, 'webhook-signature': newest! })).to.be.an(
      'object',
    )
  })

  it('fails with the status of the answer, or with a code', async () => {
    receiver.mood = 'fails'
    expect(await deliver()).to.deep.equal({ outcome: 'failed', why: '500' })
    const nobody = deliverToWebhook({ url: 'http://127.0.0.1:1/', secrets: [WEBHOOK_SECRET] })
    expect((await nobody(EVENT)) as object)
      .to.have.property('why')
      .that.matches(/^[A-Z_]+$/)
  })

  it('[N21] is refused for good where the answer is 410', async () => {
    receiver.mood = 'gone'
    expect(await deliver()).to.deep.equal({ outcome: 'refused', why: '410' })
  })

  it('[N4] follows no redirect', async () => {
    receiver.mood = 'redirects'
    expect(await deliver()).to.deep.equal({ outcome: 'failed', why: '307' })
    expect(receiver.redirected).to.equal(0)
  })

  it('[N15] waits for a slow receiver no longer than it may take', async () => {
    receiver.mood = 'hangs'
    expect(await deliver(20)).to.deep.equal({ outcome: 'failed', why: 'too-slow' })
  })

  it('[N15] reads nothing of what a receiver says, however long', async () => {
    receiver.mood = 'rambles'
    expect(await deliver()).to.deep.equal({ outcome: 'taken' })
  })
})
