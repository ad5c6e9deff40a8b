import { openMemory } from '../../server/stores/memory/open-memory.ts'
import type { VolatileStores } from '../../server/stores/volatile-stores.ts'
import { describeAlarmLog } from './alarm-log.contract.ts'
import { describeFigures } from './figures.contract.ts'
import { describeLimiter } from './limiter.contract.ts'
import { describeLivePages } from './live-pages.contract.ts'
import { describeLocks } from './locks.contract.ts'
import { seenMarks, seenPages } from './looking-around.ts'
import { describeMarks } from './marks.contract.ts'
import { describeNodes } from './nodes.contract.ts'
import { describePairingStore } from './pairing-store.contract.ts'
import { describeSurroundings } from './surroundings.contract.ts'

/** In one process both handles are the same store. */
async function twice<Store>(pick: (stores: VolatileStores) => Store): Promise<readonly [Store, Store]> {
  const store = pick(openMemory())
  return [store, store]
}

describePairingStore('memory', () => twice(({ pairings }) => pairings))
describeLivePages('memory', () => twice(seenPages))
describeLimiter('memory', () => twice(({ limiter }) => limiter))
describeMarks('memory', () => twice(seenMarks))
describeLocks('memory', () => twice(({ locks }) => locks))
describeSurroundings('memory', () => twice((stores) => stores))
describeFigures('memory', () => twice(({ figures }) => figures))
describeAlarmLog('memory', () => twice(({ alarmLog }) => alarmLog))
describeNodes('memory', () => twice(({ nodes }) => nodes))
