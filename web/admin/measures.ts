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
  readonly running: number
  readonly before: number
  readonly hour: number
  readonly most: number
  /** Far more than usual in the running minute or the one before. */
  readonly risen: boolean
}

/** Below this a rise is nobody's business at night. */
const FEWEST = 5
/** Times the usual that make a rise. */
const RISE = 2

/** Every measure over the last hour; minutes that were left out had nothing. */
export function measuresOf(minutes: readonly MinuteRow[]): readonly Measure[] {
  return MEASURES.map((name) => {
    const perMinute = Array<number>(MINUTES).fill(0)
    for (const minute of minutes) {
      const at = Math.floor(minute.agoMs / MINUTE_MS)
      if (at >= 0 && at < MINUTES) perMinute[at] = countOf(minute, name)
    }
    return measure(name, perMinute)
  })
}

function measure(name: MeasureName, perMinute: readonly number[]): Measure {
  const [running = 0, before = 0, ...earlier] = perMinute
  const hour = sum(perMinute)
  const latest = Math.max(running, before)
  const risen = latest >= FEWEST && latest > RISE * median(earlier)
  return { name, perMinute, running, before, hour, most: Math.max(...perMinute), risen }
}

/** One measure of one minute. A claim with several reasons counts once for each of them. */
export function countOf(minute: MinuteRow, name: MeasureName): number {
  const value = minute[name]
  return typeof value === 'number' ? value : sum(Object.values(value))
}

export interface WordCount {
  readonly word: string
  readonly running: number
  readonly before: number
  readonly hour: number
}

/** What a worded measure is made up of in the last hour, the most frequent first. */
export function wordsOf(minutes: readonly MinuteRow[], name: Worded): readonly WordCount[] {
  const words = new Map<string, number[]>()
  for (const minute of minutes) {
    const at = Math.floor(minute.agoMs / MINUTE_MS)
    for (const [word, value] of Object.entries(minute[name])) {
      const counts = words.get(word) ?? Array<number>(MINUTES).fill(0)
      counts[at] = value
      words.set(word, counts)
    }
  }
  return [...words]
    .map(([word, counts]) => {
      const [running = 0, before = 0] = counts
      return { word, running, before, hour: sum(counts) }
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
