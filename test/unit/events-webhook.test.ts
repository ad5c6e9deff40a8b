import { expect } from 'chai'
import { after, afterEach, before } from 'mocha'
import { Webhook } from 'standardwebhooks'
import type { SiteEvent } from '../../server/site-events/event-types.ts'
import { deliverToWebhook } from '../../server/site-events/webhook.ts'
import { block } from '../support/documented.ts'
import { startWebhookReceiver, WEBHOOK_SECRET, type WebhookReceiver } from '../support/webhook-receiver.ts'

const EVENT: SiteEvent<'recovery.done'> = {
  id: 'evt_1',
  type: 'recovery.done',
  timestamp: '2030-01-02T00:00:00.000Z',
  data: { accountId: 'account', accountName: 'Zoë', recoveryId: 'recovery', passkeyId: 'passkey' },
}

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
  const deliver = (longestMs?: number, secret = WEBHOOK_SECRET) =>
    deliverToWebhook({ url: receiver.url, secret }, longestMs)(EVENT)

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
    await deliver(undefined, `whsec_${Buffer.alloc(32, 1).toString('base64')}`)
    expect(receiver.received[0]?.event).to.equal(null)
  })

  it('fails with the status of the answer, or with a code', async () => {
    receiver.mood = 'fails'
    expect(await deliver()).to.deep.equal({ outcome: 'failed', why: '500' })
    const nobody = deliverToWebhook({ url: 'http://127.0.0.1:1/', secret: WEBHOOK_SECRET })
    expect((await nobody(EVENT)) as object)
      .to.have.property('why')
      .that.matches(/^[A-Z_]+$/)
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
