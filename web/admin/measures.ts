import { type HourRow, MEASURES, type MeasureName, type MinuteRow } from '../../shared/admin.ts'

const MINUTE_MS = 60_000

/** How far back the charts go, and how long one bar is. */
export const RANGES = {
  hour: { bars: 60, barMs: MINUTE_MS },
  day: { bars: 24, barMs: 60 * MINUTE_MS },
  week: { bars: 168, barMs: 60 * MINUTE_MS },
} as const

export type Range = keyof typeof RANGES

/** The measures that have parts, such as the reasons for PINs on both devices. */
export const WORDED = ['dual', 'refused', 'ended', 'locks'] as const

export type Worded = (typeof WORDED)[number]

export interface Measure {
  readonly name: MeasureName
  /** One value for each bar, the current one first. */
  readonly bars: readonly number[]
  readonly lastMinute: number
  readonly total: number
  readonly most: number
  /** Whether there were far more in the last minute than usual in this hour. */
  readonly risen: boolean
}

/** For these measures, more is good news: it is shown, but is no warning. */
export const WELCOME: readonly MeasureName[] = ['single', 'done']

/** Below this figure a rise is not reported. */
const FEWEST = 5
/** How many times the usual figure make a rise. */
const RISE = 3

/** Every measure over a range. Minutes and hours that were left out count as 0. */
export function measuresOf(
  minutes: readonly MinuteRow[],
  hours: readonly HourRow[] = [],
  range: Range = 'hour',
): readonly Measure[] {
  return MEASURES.map((name) => {
    const perMinute = barsOf('hour', minutes, (minute) => countOf(minute, name))
    const bars =
      range === 'hour' ? perMinute : barsOf(range, hours, ({ counts }: HourRow) => counts[name] ?? 0)
    const lastMinute = inLastMinute(minutes, (minute) => countOf(minute, name))
    const risen = lastMinute >= FEWEST && lastMinute > RISE * median(perMinute.slice(2))
    return { name, bars, lastMinute, total: sum(bars), most: Math.max(...bars), risen }
  })
}

function barsOf<Row extends { readonly agoMs: number }>(
  range: Range,
  rows: readonly Row[],
  count: (row: Row) => number,
): readonly number[] {
  const { bars, barMs } = RANGES[range]
  const values = Array<number>(bars).fill(0)
  for (const row of rows) {
    const at = Math.floor(row.agoMs / barMs)
    if (at >= 0 && at < bars) values[at] = count(row)
  }
  return values
}

/** The value of one bar that raises an alarm if it lasts for 15 minutes. */
export function alarmLine(range: Range, inWindow: number): number {
  return (inWindow * RANGES[range].barMs) / (15 * MINUTE_MS)
}

/** The count of the running minute and a proportional part of the one before. */
function inLastMinute(minutes: readonly MinuteRow[], count: (minute: MinuteRow) => number): number {
  const share = (agoMs: number) => (agoMs < MINUTE_MS ? 1 : Math.max(0, 2 - agoMs / MINUTE_MS))
  return Math.round(sum(minutes.map((minute) => share(minute.agoMs) * count(minute))))
}

/** One measure of one minute. A claim with several reasons counts once for each reason. */
export function countOf(minute: MinuteRow, name: MeasureName): number {
  const value = minute[name]
  return typeof value === 'number' ? value : sum(Object.values(value))
}

interface WordCount {
  readonly word: string
  readonly lastMinute: number
  readonly hour: number
}

/** The parts of a measure in the last hour, the most frequent first. */
export function wordsOf(minutes: readonly MinuteRow[], name: Worded): readonly WordCount[] {
  const words = new Set(minutes.flatMap((minute) => Object.keys(minute[name])))
  return [...words]
    .map((word) => {
      const count = (minute: MinuteRow) => (minute[name] as Readonly<Record<string, number>>)[word] ?? 0
      return { word, lastMinute: inLastMinute(minutes, count), hour: sum(minutes.map(count)) }
    })
    .sort((one, other) => other.hour - one.hour || one.word.localeCompare(other.word))
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}

/** The usual count, also in an hour with one extreme minute. */
function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
