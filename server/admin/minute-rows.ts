import type { MinuteRow } from '../../shared/admin.ts'
import { DUAL_REASONS, END_CAUSES } from '../../shared/reasons.ts'
import type { Minute } from '../ports/figures.ts'

type Counts = Minute['counts']

/** Words of the ladder and what the page calls them; what a budget refused is counted under its own name. */
const STOPPED_BY_LADDER: Readonly<Record<string, string>> = {
  'wait.server_full': 'server_full',
  'wait.locked': 'locked',
  'refuse.name_required': 'name_required',
}

/** What was counted in each minute, in the words of the page. */
export function minuteRows(minutes: readonly Minute[]): readonly MinuteRow[] {
  return minutes.map(({ agoMs, counts }) => ({
    agoMs,
    opened: counts['state.open'] ?? 0,
    single: counts['claim.single'] ?? 0,
    dual: of(counts, 'dual', DUAL_REASONS),
    ended: of(counts, 'end', END_CAUSES),
    done: counts['state.done'] ?? 0,
    refused: refusedIn(counts),
    locks: startingWith(counts, 'lock.'),
    wrongPins: counts['wrong-pin'] ?? 0,
    codeReuse: counts['code-reuse'] ?? 0,
  }))
}

/** Refusals of one kind: in the running minute and, in proportion, in the one before; and in the last hour. */
export function refusals(rows: readonly MinuteRow[], name: string) {
  const lastMinute = rows.reduce((sum, { agoMs, refused }) => {
    const share = agoMs < MINUTE ? 1 : Math.max(0, 2 - agoMs / MINUTE)
    return sum + share * (refused[name] ?? 0)
  }, 0)
  const lastHour = rows.reduce((sum, { refused }) => sum + (refused[name] ?? 0), 0)
  return { refusedLastMinute: Math.round(lastMinute), refusedLastHour: lastHour }
}

const MINUTE = 60_000

function of<Word extends string>(
  counts: Counts,
  kind: string,
  words: readonly Word[],
): Partial<Record<Word, number>> {
  const found = words.flatMap((word) => {
    const count = counts[`${kind}.${word}`]
    return count ? [[word, count]] : []
  })
  return Object.fromEntries(found)
}

function refusedIn(counts: Counts): Record<string, number> {
  const ladder = Object.entries(STOPPED_BY_LADDER).flatMap(([counted, name]) => {
    const count = counts[counted]
    return count ? [[name, count]] : []
  })
  return { ...startingWith(counts, 'refused.'), ...Object.fromEntries(ladder) }
}

function startingWith(counts: Counts, start: string): Record<string, number> {
  const found = Object.entries(counts).filter(([name]) => name.startsWith(start))
  return Object.fromEntries(found.map(([name, count]) => [name.slice(start.length), count]))
}
