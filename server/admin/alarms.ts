import type { Alarm, MeasureName, MinuteRow } from '../../shared/admin.ts'
import type { Source } from '../limits/figures.ts'
import { RISK } from '../limits/numbers.ts'

/** The figures from which on an admin should look. Counts are of the last 15 minutes. */
export const ALARMS = {
  windowMs: 15 * 60_000,
  /** More wrong PINs than the whole budget of this many accounts means that someone tries many accounts. */
  wrongPinAccounts: 4,
  /** Genuine codes of pairings that are over: photos of codes are being passed on. One or two are only slow users. */
  codeReuse: 5,
  /** Two accounts used one code: it was shown to more than one person. One case is enough to look. */
  secondClaimants: 1,
  /** "I didn’t start this" and "No, this isn’t my account". A single one is often a mistake. */
  reports: 3,
  /** The share of the deployment's places for live pages. */
  fullShare: 0.75,
  /** People or programs that were told to wait, for any reason. */
  refusals: 100,
} as const

/** How many of a measure raise an alarm within the window, for the charts. */
export function alarmAt(wrongPinsEach: number) {
  return {
    wrongPins: ALARMS.wrongPinAccounts * wrongPinsEach + 1,
    refused: ALARMS.refusals,
    codeReuse: ALARMS.codeReuse,
  } satisfies Partial<Record<MeasureName, number>>
}

export interface AlarmFacts {
  readonly minutes: readonly MinuteRow[]
  /** Sources of the same 15 minutes. */
  readonly sources: readonly Source[]
  readonly livePages: number
  readonly mostLivePages: number
  /** How many wrong PINs one account is allowed within the window. */
  readonly wrongPinsEach: number
  /** A proxy hides the network of all clients. */
  readonly hidden: boolean
  /** Infinity for a store that cannot have forgotten anything. */
  readonly storeAgeMs: number
}

/** What an admin should look at now, the most serious first. Pure. */
export function alarmsOf(facts: AlarmFacts): readonly Alarm[] {
  const { livePages, mostLivePages, wrongPinsEach, hidden, storeAgeMs } = facts
  const from = (measure: MeasureName) => mostOf(facts.sources, measure)
  const recent = facts.minutes.filter(({ agoMs }) => agoMs < ALARMS.windowMs)
  const count = (what: (minute: MinuteRow) => number) => recent.reduce((sum, minute) => sum + what(minute), 0)
  const wrongPins = count((minute) => minute.wrongPins)
  const codeReuse = count((minute) => minute.codeReuse)
  const second = count(({ ended }) => ended['second-claimant'] ?? 0)
  const reports = count(({ ended }) => (ended.reported ?? 0) + (ended['not-my-account'] ?? 0))
  const refusedBy = refusalsByLimit(recent)
  const refused = [...refusedBy.values()].reduce((sum, one) => sum + one, 0)
  return [
    ...when(wrongPins >= alarmAt(wrongPinsEach).wrongPins, 'wrong-pins', wrongPins, from('wrongPins')),
    ...when(second >= ALARMS.secondClaimants, 'second-claimants', second),
    ...when(reports >= ALARMS.reports, 'reports', reports),
    ...when(codeReuse >= ALARMS.codeReuse, 'code-reuse', codeReuse, from('codeReuse')),
    ...when(livePages >= ALARMS.fullShare * mostLivePages, 'nearly-full', livePages),
    ...when(refused >= ALARMS.refusals, 'refusals', refused, from('refused'), largest(refusedBy)),
    ...when(hidden, 'hidden-network', null),
    ...when(storeAgeMs < RISK.newStore, 'new-store', null),
  ]
}

function when(
  holds: boolean,
  kind: Alarm['kind'],
  figure: number | null,
  source: Alarm['source'] = null,
  limit: string | null = null,
): readonly Alarm[] {
  return holds ? [{ kind, figure, source, limit }] : []
}

/** The network that most of it came from, or none if nothing is known. */
function mostOf(sources: readonly Source[], measure: MeasureName): Alarm['source'] {
  const most = sources
    .filter((source) => source.measure === measure)
    .reduce<Source | null>((top, source) => (top && top.count >= source.count ? top : source), null)
  return most && { network: most.network, count: most.count }
}

function refusalsByLimit(minutes: readonly MinuteRow[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>()
  for (const { refused } of minutes)
    for (const [limit, count] of Object.entries(refused)) sums.set(limit, (sums.get(limit) ?? 0) + count)
  return sums
}

function largest(sums: ReadonlyMap<string, number>): string | null {
  return [...sums].sort(([, one], [, other]) => other - one)[0]?.[0] ?? null
}
