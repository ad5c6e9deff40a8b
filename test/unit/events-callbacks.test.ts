import { expect } from 'chai'
import { deliverToCallbacks } from '../../server/site-events/callbacks.ts'
import type { SiteEvent } from '../../server/site-events/event-types.ts'

const EVENT: SiteEvent<'recovery.done'> = {
  id: 'evt_1',
  type: 'recovery.done',
  timestamp: '2030-01-02T00:00:00.000Z',
  data: { accountId: 'account', accountName: 'Alice', recoveryId: 'recovery', passkeyId: 'passkey' },
}
const SILENT = { error: () => {} }

describe('the callbacks of a site', () => {
  it('get the event of their type, and no other', async () => {
    const heard: unknown[] = []
    const deliver = deliverToCallbacks(
      {
        'recovery.done': async ({ data }) => heard.push(data.recoveryId),
        'recovery.undone': () => heard.push('undone'),
      },
      SILENT,
    )
    expect(await deliver(EVENT)).to.deep.equal({ outcome: 'taken' })
    expect(heard).to.deep.equal(['recovery'])
  })

  it('[N7] may throw or reject: the event is tried again, and the log has the error', async () => {
    const logged: unknown[] = []
    const log = { error: (fields: unknown) => void logged.push(fields) }
    const failing = [
      () => {
        throw new Error('thrown')
      },
      async () => {
        throw new Error('rejected')
      },
    ]
    for (const callback of failing)
      expect(await deliverToCallbacks({ 'recovery.done': callback }, log)(EVENT)).to.deep.equal({
        outcome: 'failed',
        why: 'threw',
      })
    expect(logged.map((fields) => (fields as { err: Error }).err.message)).to.deep.equal([
      'thrown',
      'rejected',
    ])
  })

  it('[N7] may never end: the event is tried again', async () => {
    const deliver = deliverToCallbacks({ 'recovery.done': () => new Promise(() => {}) }, SILENT, 5)
    expect(await deliver(EVENT)).to.deep.equal({ outcome: 'failed', why: 'too-slow' })
  })
})
