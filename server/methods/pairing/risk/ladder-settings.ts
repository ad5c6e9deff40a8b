import { type ChosenLimits, threshold } from '../../../limits/numbers.ts'
import type { LadderSettings } from './ladder.ts'

export interface LadderChoice extends Omit<LadderSettings, 'busyPages' | 'busyOpenings'> {
  readonly limits: ChosenLimits
}

/** What was chosen about the ladder. */
export function ladderSettings({
  dualPin,
  onContention,
  lockOn,
  lockMs,
  limits,
}: LadderChoice): LadderSettings {
  return {
    dualPin,
    onContention,
    lockOn,
    lockMs,
    busyPages: threshold('busy-pages', limits),
    busyOpenings: threshold('busy-openings', limits),
  }
}
