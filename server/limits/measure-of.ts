import type { MeasureName } from '../../shared/admin.ts'

/** Words that are not told by what they begin with. */
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

/** Which figure of the console a counted word adds to; null for what it does not show. */
export function measureOf(word: string): MeasureName | null {
  return WHOLE[word] ?? BEGINNINGS[word.slice(0, Math.max(0, word.indexOf('.')))] ?? null
}
