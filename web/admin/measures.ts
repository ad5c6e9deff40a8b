import type { MinuteRow } from '../../shared/admin.ts'

export const MINUTES = 60
const MINUTE_MS = 60_000

/** What is counted by the minute, in the order of the page: first what an attack moves. */
export const MEASURES = [
  'wrongPins',
  'refused',
  'dual',
  'codeReuse',
  'locks',
  'opened',
  'single',
  'ended',
  'done',
] as const

export type MeasureName = (typeof MEASURES)[number]

/** The measures that are made up of words, such as the reasons for PINs on both devices. */
export const WORDED = ['dual', 'refused', 'ended', 'locks'] as const

export type Worded = (typeof WORDED)[number]

export interface Measure {
  readonly name: MeasureName
  /** 60 values, the running minute first. */
  readonly perMinute: readonly number[]
  readonly lastMinute: number
  readonly hour: number
  readonly most: number
  /** Far more in the last minute than is usual in this hour. */
  readonly risen: boolean
}

/** More of these is more of what the product is for: it is said, but warns of nothing. */
export const WELCOME: readonly MeasureName[] = ['single', 'done']

/** Below this a rise is nobody's business at night. */
const FEWEST = 5
/** Times the usual that make a rise. */
const RISE = 3

/** Every measure over the last hour; minutes that were left out had nothing. */
export function measuresOf(minutes: readonly MinuteRow[]): readonly Measure[] {
  return MEASURES.map((name) => {
    const perMinute = Array<number>(MINUTES).fill(0)
    for (const minute of minutes) {
      const at = minutesAgo(minute)
      if (at >= 0 && at < MINUTES) perMinute[at] = countOf(minute, name)
    }
    const lastMinute = inLastMinute(minutes, (minute) => countOf(minute, name))
    const risen = lastMinute >= FEWEST && lastMinute > RISE * median(perMinute.slice(2))
    return { name, perMinute, lastMinute, hour: sum(perMinute), most: Math.max(...perMinute), risen }
  })
}

/** 0 for the minute that is running. */
export function minutesAgo({ agoMs }: MinuteRow): number {
  return Math.floor(agoMs / MINUTE_MS)
}

/** What the running minute has, and in proportion the one before. */
function inLastMinute(minutes: readonly MinuteRow[], count: (minute: MinuteRow) => number): number {
  const share = (agoMs: number) => (agoMs < MINUTE_MS ? 1 : Math.max(0, 2 - agoMs / MINUTE_MS))
  return Math.round(sum(minutes.map((minute) => share(minute.agoMs) * count(minute))))
}

/** One measure of one minute. A claim with several reasons counts once for each of them. */
export function countOf(minute: MinuteRow, name: MeasureName): number {
  const value = minute[name]
  return typeof value === 'number' ? value : sum(Object.values(value))
}

export interface WordCount {
  readonly word: string
  readonly lastMinute: number
  readonly hour: number
}

/** What a worded measure is made up of in the last hour, the most frequent first. */
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

/** What is usual, even in an hour that had one wild minute. */
function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
