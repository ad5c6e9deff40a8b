import { expect } from 'chai'
import { ALARM_OVER_MS } from '../../server/admin/alarm-log.ts'
import { createReadAlarms } from '../../server/admin/read-alarms.ts'
import { openMemory } from '../../server/stores/memory/open-memory.ts'

describe('the alarms of two nodes at one store', () => {
  it('[A118] say on both that a proxy hides people from one, and that it is over', async () => {
    let now = 0
    let hides = true
    const store = openMemory(() => now)
    const node = (hiddenBy: () => string | null) => {
      const newness = () => Number.POSITIVE_INFINITY
      const read = createReadAlarms({
        ...store,
        events: { note: async () => {} },
        newness,
        proxyCheck: { hiddenBy },
        limits: {},
      })
      return async () => (await read()).alarms.map(({ kind }) => kind)
    }
    const seeing = node(() => (hides ? '10.0.0.0/24' : null))
    const other = node(() => null)
    expect(await seeing()).to.deep.equal(['hidden-network'])
    expect(await other()).to.deep.equal(['hidden-network'])
    hides = false
    now += ALARM_OVER_MS
    // Reading what another has noted does not prolong it.
    for (const read of [other, seeing]) expect(await read()).to.deep.equal(['hidden-network'])
    now += 1
    for (const read of [other, seeing]) expect(await read()).to.deep.equal([])
  })
})
