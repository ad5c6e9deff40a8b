import type { MeasureName, MinuteRow } from '../../shared/admin.ts'
import { END_CAUSES } from '../../shared/end-causes.ts'
import { DUAL_REASONS } from '../../shared/pairing.ts'
import type { Minute } from '../limits/figures.ts'
import { measureOf } from '../limits/measure-of.ts'

/** What was counted in each minute, in the words that the page knows. */
export function minuteRows(minutes: readonly Minute[]): readonly MinuteRow[] {
  return minutes.map(({ agoMs, counts }) => {
    const { opened, single, dual, ended, done, refused, locks, wrongPins, codeReuse } = byMeasure(counts)
    return {
      ...{ agoMs, refused: refused ?? {}, locks: locks ?? {} },
      ...{ opened: sum(opened), single: sum(single), done: sum(done) },
      ...{ wrongPins: sum(wrongPins), codeReuse: sum(codeReuse) },
      dual: only(dual, DUAL_REASONS),
      ended: only(ended, END_CAUSES),
    }
  })
}

/** Refusals of one kind: in the running minute and a proportional part of the one before, and in the last hour. */
export function refusals(rows: readonly MinuteRow[], name: string) {
  const lastMinute = rows.reduce((sum, { agoMs, refused }) => {
    const share = agoMs < MINUTE ? 1 : Math.max(0, 2 - agoMs / MINUTE)
    return sum + share * (refused[name] ?? 0)
  }, 0)
  const lastHour = rows.reduce((sum, { refused }) => sum + (refused[name] ?? 0), 0)
  return { refusedLastMinute: Math.round(lastMinute), refusedLastHour: lastHour }
}

const MINUTE = 60_000

type ByName = Readonly<Record<string, number>>

/**
 * Sorts each word under its measure, without the part up to the first dot: `refused.claim` and `wait.locked` are both
 * refused.
 */
function byMeasure(counts: Minute['counts']): Readonly<Partial<Record<MeasureName, ByName>>> {
  const sums: Partial<Record<MeasureName, Record<string, number>>> = {}
  for (const [word, count] of Object.entries(counts)) {
    const measure = measureOf(word)
    if (!measure) continue
    const name = word.slice(word.indexOf('.') + 1)
    const names = sums[measure] ?? {}
    names[name] = (names[name] ?? 0) + count
    sums[measure] = names
  }
  return sums
}

function sum(counts: ByName = {}): number {
  return Object.values(counts).reduce((total, count) => total + count, 0)
}

function only<Word extends string>(
  counts: ByName = {},
  words: readonly Word[],
): Partial<Record<Word, number>> {
  const found = words.flatMap((word) => (counts[word] ? [[word, counts[word]]] : []))
  return Object.fromEntries(found)
}
