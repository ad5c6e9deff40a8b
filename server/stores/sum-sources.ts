import type { MeasureName } from '../../shared/admin.ts'
import type { Source } from '../limits/figures.ts'

/** Adds up the counts of several minutes for each word, such as `refused 192.0.2.0/24`. The largest comes first. */
export function sumSources(minutes: readonly Readonly<Record<string, number>>[]): readonly Source[] {
  const sums = new Map<string, number>()
  for (const counts of minutes)
    for (const [word, count] of Object.entries(counts)) sums.set(word, (sums.get(word) ?? 0) + count)
  return [...sums].map(sourceOf).sort((one, other) => other.count - one.count)
}

function sourceOf([word, count]: readonly [string, number]): Source {
  const [measure = '', network = ''] = word.split(' ')
  return { measure: measure as MeasureName, network, count }
}
