import type { Alarm, MinuteRow } from '../../shared/admin.ts'
import type { Figures } from '../limits/figures.ts'
import { type ChosenLimits, limitsOf, threshold } from '../limits/numbers.ts'
import type { StoreAge } from '../limits/store-age.ts'
import type { StoreNewness } from '../limits/store-newness.ts'
import type { ProxyCheck } from '../requests/proxy-check.ts'
import type { EventStore } from '../site-events/event-store.ts'
import { ALARM_OVER_MS, type AlarmLog, type AlarmSpan } from './alarm-log.ts'
import { alarmsOf } from './alarms.ts'
import { minuteRows } from './minute-rows.ts'
import { tellOfAlarms } from './tell-of-alarms.ts'

export interface AlarmDeps {
  readonly livePages: { count(): Promise<number> }
  readonly figures: Pick<Figures, 'minutes' | 'sources'>
  readonly alarmLog: Pick<AlarmLog, 'note' | 'list'>
  readonly storeAge: StoreAge
  readonly newness: StoreNewness
  /** What only this node has seen. The others know it from the log. */
  readonly proxyCheck: Pick<ProxyCheck, 'hiddenBy'>
  readonly limits: ChosenLimits
  readonly events: Pick<EventStore, 'note'>
}

/** The alarms that hold now, and those of the past week. */
interface AlarmsNow {
  readonly livePages: number
  readonly minutes: readonly MinuteRow[]
  readonly alarms: readonly Alarm[]
  /** Newest first. */
  readonly spans: readonly AlarmSpan[]
}

/** Judges what was counted, and notes the alarms, so that they are known after they have ended. Throws StoreAway. */
export type ReadAlarms = () => Promise<AlarmsNow>

export function createReadAlarms(deps: AlarmDeps): ReadAlarms {
  const { figures, alarmLog, newness, proxyCheck, limits, events } = deps
  const tell = tellOfAlarms(events)
  const mostLivePages = threshold('live-per-deployment', limits)
  const wrongPinsEach = limitsOf(limits)['wrong-pin'].points
  return async () => {
    const [livePages, counted, sources, ageMs] = await Promise.all([
      deps.livePages.count(),
      figures.minutes(),
      figures.sources(),
      deps.storeAge.ageMs(),
    ])
    const minutes = minuteRows(counted)
    const storeAgeMs = newness(ageMs)
    const facts = { minutes, sources, livePages, mostLivePages, wrongPinsEach, storeAgeMs }
    // Only what this node sees itself is noted. Otherwise two nodes would keep an alarm alive for each other.
    const own = alarmsOf({ ...facts, hidden: proxyCheck.hiddenBy() !== null })
    const noted = own.map(({ kind, figure, source }) => ({
      kind,
      figure,
      network: source?.network ?? null,
    }))
    if (noted.length > 0) await alarmLog.note(noted)
    const spans = await alarmLog.list()
    await tell(spans)
    return { livePages, minutes, alarms: alarmsOf({ ...facts, hidden: isHiding(spans) }), spans }
  }
}

/** A proxy that hides networks from one node is an alarm for all. */
function isHiding(spans: readonly AlarmSpan[]): boolean {
  return spans.some(({ kind, lastAgoMs }) => kind === 'hidden-network' && lastAgoMs <= ALARM_OVER_MS) // [A118]
}
