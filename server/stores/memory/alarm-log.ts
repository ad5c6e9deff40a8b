import type { AccountId } from '../../../shared/ids.ts'
import {
  ALARM_OVER_MS,
  ALARMS_KEPT_MS,
  type AlarmLog,
  MOST_ALARMS,
  type NotedAlarm,
} from '../../admin/alarm-log.ts'
import type { Clock } from './clock.ts'

interface Held extends NotedAlarm {
  readonly id: string
  readonly beganAt: number
  readonly lastAt: number
  /** Counts up with each note, because many can come in one millisecond. */
  readonly turn: number
  readonly seen: { readonly by: AccountId; readonly at: number } | null
}

/** The alarms of one process. */
export function memoryAlarmLog(now: Clock): AlarmLog {
  /** Oldest first. */
  let held: readonly Held[] = []
  let turn = 0
  const kept = () => held.filter(({ lastAt }) => now() - lastAt < ALARMS_KEPT_MS)

  function note(alarm: NotedAlarm): void {
    const at = now()
    turn += 1
    const going = held.find(({ kind, lastAt }) => kind === alarm.kind && at - lastAt <= ALARM_OVER_MS)
    if (!going) {
      const id = `${alarm.kind}-${Math.floor(at)}`
      const begun = { ...alarm, id, beganAt: at, lastAt: at, turn, seen: null }
      held = [...held, begun]
      return
    }
    const more = (alarm.figure ?? 0) > (going.figure ?? 0)
    const grown = more ? { figure: alarm.figure, network: alarm.network } : {}
    held = held.map((one) => (one === going ? { ...going, ...grown, lastAt: at, turn } : one))
  }

  return {
    async note(alarms) {
      held = kept()
      for (const alarm of alarms) note(alarm)
      held = withoutStalest(held)
    },
    async list() {
      // One time for all of them: read for each, what lasts could have begun after it was last noted.
      const at = now()
      const ago = (then: number) => at - then
      return kept()
        .map(({ id, kind, figure, network, beganAt, lastAt, seen }) => ({
          ...{ id, kind, network, most: figure, beganAgoMs: ago(beganAt), lastAgoMs: ago(lastAt) },
          seen: seen && { by: seen.by, agoMs: ago(seen.at) },
        }))
        .reverse()
    },
    async acknowledge(id, by) {
      const one = kept().find((span) => span.id === id)
      if (!one || one.seen) return false
      held = held.map((other) => (other === one ? { ...one, seen: { by, at: now() } } : other))
      return true
    },
    async takeBack(id, by) {
      held = held.map((one) => (one.id === id && one.seen?.by === by ? { ...one, seen: null } : one))
    },
  }
}

/** At most 100 stay. The one that was noted longest ago goes first, so never one that still holds. */
function withoutStalest(held: readonly Held[]): readonly Held[] {
  const byLast = [...held].sort((one, other) => one.turn - other.turn)
  const stalest = new Set(byLast.slice(0, Math.max(0, held.length - MOST_ALARMS)))
  return held.filter((one) => !stalest.has(one))
}
