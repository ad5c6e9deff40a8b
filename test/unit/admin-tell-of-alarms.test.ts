import { expect } from 'chai'
import type { AlarmSpan } from '../../server/admin/alarm-log.ts'
import { tellOfAlarms } from '../../server/admin/tell-of-alarms.ts'
import type { NewEvent } from '../../server/site-events/events-of.ts'

const HOUR = 60 * 60_000
const span = (id: string, beganAgoMs: number): AlarmSpan => ({
  ...{ id, kind: 'refusals', most: 42, network: '192.0.2.0/24', beganAgoMs, lastAgoMs: 0, seen: null },
})

describe('the events of alarms', () => {
  const noting = () => {
    const noted: [string, NewEvent][] = []
    return { noted, events: { note: async (id: string, event: NewEvent) => void noted.push([id, event]) } }
  }

  it('are written once by a node, with kind and figure, and without a network', async () => {
    const { noted, events } = noting()
    const tell = tellOfAlarms(events)
    await tell([span('refusals-1', 0)])
    await tell([span('refusals-2', 0), span('refusals-1', 10_000)])
    await tell([])
    expect(noted.map(([id]) => id)).to.deep.equal(['evt_alarm-refusals-1', 'evt_alarm-refusals-2'])
    expect(noted[0]?.[1]).to.deep.equal({
      ...{ type: 'alarm.raised', accountId: null, says: { kind: 'refusals', figure: 42 } },
    })
  })

  it('are tried again if they could not be written', async () => {
    const { noted, events } = noting()
    let away = true
    const tell = tellOfAlarms({
      async note(id, event) {
        if (away) throw new Error('away')
        await events.note(id, event)
      },
    })
    await tell([span('refusals-1', 0)]).catch(() => {})
    away = false
    await tell([span('refusals-1', 10_000)])
    expect(noted).to.have.length(1)
  })

  it('are not written of what began an hour ago: a node that starts then was not told to tell of it', async () => {
    const { noted, events } = noting()
    await tellOfAlarms(events)([span('refusals-1', HOUR), span('refusals-2', HOUR - 1)])
    expect(noted.map(([id]) => id)).to.deep.equal(['evt_alarm-refusals-2'])
  })
})
