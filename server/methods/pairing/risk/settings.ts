import { type ChosenLimits, threshold } from '../../../limits/numbers.ts'
import type { RiskSettings } from './policy.ts'

export interface RiskChoice extends Omit<RiskSettings, 'busyPages' | 'busyOpenings'> {
  readonly limits: ChosenLimits
}

/** What was chosen about the risk policy. */
export function riskSettings({ dualPin, onContention, lockOn, lockMs, limits }: RiskChoice): RiskSettings {
  return {
    dualPin,
    onContention,
    lockOn,
    lockMs,
    busyPages: threshold('busy-pages', limits),
    busyOpenings: threshold('busy-openings', limits),
  }
}
