import type { Alarm, MinuteRow, Status } from '../../shared/admin.ts'
import { ALARMS } from './alarms.ts'

/** Alarms that an attacker raises. The others are about the deployment, or about a busy day. */
const HOSTILE: readonly Alarm['kind'][] = [
  'wrong-pins',
  'second-claimants',
  'reports',
  'code-reuse',
  'refusals',
]

/** If there were this many recoveries in the 45 minutes before, none in the last 15 is no coincidence. */
const ENOUGH_BEFORE = 9

interface StatusFacts {
  readonly alarms: readonly Pick<Alarm, 'kind'>[]
  readonly minutes: readonly MinuteRow[]
  /** A node has not reported, or cannot reach the database. */
  readonly nodeTrouble: boolean
}

/** Pages opened and recoveries done in the last 15 minutes. */
export function recentOf(minutes: readonly MinuteRow[]): { readonly opened: number; readonly done: number } {
  const recent = minutes.filter(isRecent)
  return { opened: sum(recent, ({ opened }) => opened), done: sum(recent, ({ done }) => done) }
}

/** How the deployment is, in one word: whether someone attacks, and whether honest people still get through. Pure. */
export function statusOf({ alarms, minutes, nodeTrouble }: StatusFacts): Status {
  const hostile = alarms.some(({ kind }) => HOSTILE.includes(kind))
  const turnedAway = sum(minutes.filter(isRecent), ({ refused }) => refused.server_full ?? 0) > 0
  if (hostile) return turnedAway || haveStopped(minutes) ? 'hurting' : 'contained' // [A128]
  if (turnedAway) return 'full'
  return alarms.length > 0 || nodeTrouble ? 'look' : 'quiet'
}

/** There were recoveries until 15 minutes ago, and none has been done since. */
function haveStopped(minutes: readonly MinuteRow[]): boolean {
  const before = sum(minutes, ({ done }) => done) - recentOf(minutes).done
  return before >= ENOUGH_BEFORE && recentOf(minutes).done === 0
}

function isRecent({ agoMs }: MinuteRow): boolean {
  return agoMs < ALARMS.windowMs
}

function sum(minutes: readonly MinuteRow[], count: (minute: MinuteRow) => number): number {
  return minutes.reduce((total, minute) => total + count(minute), 0)
}
