import type { Alarm, AlarmSpanRow } from '../../shared/admin.ts'
import type { AccountId } from '../../shared/ids.ts'

/** An alarm that holds now. */
export interface NotedAlarm {
  readonly kind: Alarm['kind']
  /** The figure that raised it, or null. */
  readonly figure: number | null
  /** The cut network that most of it came from, or null. */
  readonly network: string | null
}

/** From when to when an alarm held. */
export interface AlarmSpan extends Omit<AlarmSpanRow, 'over' | 'seen'> {
  /** The first admin who has seen it, and how long ago. */
  readonly seen: { readonly by: AccountId; readonly agoMs: number } | null
}

/** An alarm that is not noted for this long is over. Milliseconds. */
export const ALARM_OVER_MS = 60_000
export const ALARMS_KEPT_MS = 7 * 24 * 60 * 60_000
export const MOST_ALARMS = 100

/** The alarms of a week. Every node notes them again and again while they hold. Throws StoreAway. */
export interface AlarmLog {
  /**
   * Begins new alarms, and extends those that hold. Of more than 100, the one that was noted longest ago is deleted.
   */
  note(alarms: readonly NotedAlarm[]): Promise<void>
  /** Newest first. */
  list(): Promise<readonly AlarmSpan[]>
  /** Marks it as seen. False if there is no such alarm, or someone else was first. */
  acknowledge(id: string, by: AccountId): Promise<boolean>
  /** Takes that back, if it was this account. */
  takeBack(id: string, by: AccountId): Promise<void>
}
