import { expect } from 'chai'
import { StoreAway } from '../../server/errors/store-away.ts'
import type { Delivery } from '../../server/site-events/deliver.ts'
import type { LeasedEvent } from '../../server/site-events/event-store.ts'
import type { AnyEvent } from '../../server/site-events/event-types.ts'
import { keepDelivering } from '../../server/site-events/keep-delivering.ts'
import { careful } from '../support/careful.ts'

function leased(id: string, tries: number): LeasedEvent {
  return {
    ...{ id: `${id} webhook`, at: 0, leasedUntil: 1, tries, receiver: 'webhook' },
    event: {
      ...{ id, type: 'address.added', timestamp: '2030-01-02T00:00:00.000Z' },
      data: { accountId: 'account', accountName: null },
    } as AnyEvent,
  }
}

interface Run {
  readonly batches: readonly (readonly LeasedEvent[] | Error)[]
  readonly answer: (event: AnyEvent) => Delivery
  readonly nameOf?: () => Promise<string>
}

/** Hands over these batches, and resolves with what became of them when the outbox is asked for the next one. */
async function run({ batches, answer, nameOf = async () => 'Alice' }: Run) {
  const done: string[] = []
  const warned: string[] = []
  const left = [...batches]
  let stop: () => Promise<void> = async () => {}
  await new Promise<void>((resolve) => {
    stop = keepDelivering({
      receiver: 'webhook',
      outbox: {
        async lease() {
          const next = left.shift()
          if (next instanceof Error) throw next
          if (!next) resolve()
          return next ?? []
        },
        sent: async ({ id }) => void done.push(`sent ${id}`),
        async putOff({ id }, retryMs, why) {
          done.push(`later ${id} ${retryMs / 1_000} s ${why}`)
          return 'put-off'
        },
        refused: async ({ id }, why) => void done.push(`dead ${id} ${why}`),
      },
      deliver: async (event) => answer(event),
      nameOf,
      warnings: { begin: (kind) => void warned.push(kind), end: (kind) => void warned.push(`no ${kind}`) },
      careful,
      log: { warn: () => {} },
      everyMs: 1,
      random: () => 0.5,
    })
  })
  await stop()
  return { done, warned }
}

describe('the telling of events', () => {
  it('names the account, and notes what became of each', async () => {
    const named: unknown[] = []
    const { done, warned } = await run({
      batches: [[leased('one', 1), leased('two', 1)]],
      answer: ({ id, data }) => {
        named.push(data.accountName)
        return id === 'one' ? { outcome: 'taken' } : { outcome: 'failed', why: '500' }
      },
    })
    expect(done).to.have.members(['sent one webhook', 'later two webhook 5 s 500'])
    expect(named).to.deep.equal(['Alice', 'Alice'])
    expect(warned).to.include.members(['webhook', 'no webhook'])
  })

  it('[N6] lets an event die after its last try, and warns', async () => {
    const { done, warned } = await run({
      batches: [[leased('last', 10)]],
      answer: () => ({ outcome: 'failed', why: '500' }),
    })
    expect(done).to.deep.equal(['dead last webhook 500'])
    expect(warned).to.include('events-dead')
  })

  it('[N21] lets an event die at once that its receiver refuses for good', async () => {
    const { done, warned } = await run({
      batches: [[leased('first', 1)]],
      answer: () => ({ outcome: 'refused', why: '410' }),
    })
    expect(done).to.deep.equal(['dead first webhook 410'])
    expect(warned).to.include('events-dead')
  })

  it('goes on after the database was away', async () => {
    const { done } = await run({
      batches: [new StoreAway('sql'), [leased('one', 1)]],
      answer: () => ({ outcome: 'taken' }),
    })
    expect(done).to.deep.equal(['sent one webhook'])
    const { done: unread } = await run({
      batches: [[leased('two', 1)]],
      answer: () => ({ outcome: 'taken' }),
      nameOf: async () => {
        throw new StoreAway('sql')
      },
    })
    expect(unread).to.deep.equal(['later two webhook 5 s unreadable'])
  })
})
