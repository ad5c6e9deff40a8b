import { expect } from 'chai'
import { memoryAlarmLog } from '../../server/stores/memory/alarm-log.ts'
import { createExpiringMap } from '../../server/stores/memory/expiring-map.ts'

describe('what the store in memory says of times', () => {
  /** Goes on each time somebody looks. */
  function clock() {
    let at = 1_000
    return () => {
      at += 1
      return at
    }
  }

  it('[A122] is of one moment: no alarm was noted for the last time before it began', async () => {
    const log = memoryAlarmLog(clock())
    await log.note((['refusals', 'reports'] as const).map((kind) => ({ kind, figure: 1, network: null })))
    for (const { beganAgoMs, lastAgoMs } of await log.list()) expect(beganAgoMs).to.equal(lastAgoMs)
  })

  it('is never less than nothing, whether something is there or has ended', () => {
    const map = createExpiringMap<number>({ now: clock(), most: 10 })
    expect(map.leftMs('nothing')).to.equal(0)
    map.set('brief', 1, 2)
    for (let look = 0; look < 5; look += 1) expect(map.leftMs('brief')).to.be.within(0, 2)
    expect(map.leftMs('brief')).to.equal(0)
  })
})
