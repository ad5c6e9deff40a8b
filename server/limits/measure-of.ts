import type { MeasureName } from '../../shared/admin.ts'

/** Words whose measure does not follow from how they begin. */
const WHOLE: Readonly<Record<string, MeasureName>> = {
  'state.open': 'opened',
  'state.done': 'done',
  'claim.single': 'single',
  'wait.server_full': 'refused',
  'wait.locked': 'refused',
  'refuse.name_required': 'refused',
  'wrong-pin': 'wrongPins',
  'code-reuse': 'codeReuse',
}

const BEGINNINGS: Readonly<Record<string, MeasureName>> = {
  dual: 'dual',
  end: 'ended',
  refused: 'refused',
  lock: 'locks',
}

/** The measure of the console that a counted word adds to, or null if the console does not show it. */
export function measureOf(word: string): MeasureName | null {
  return WHOLE[word] ?? BEGINNINGS[word.slice(0, Math.max(0, word.indexOf('.')))] ?? null
}
