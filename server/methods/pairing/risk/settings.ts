import { type ChosenLimits, threshold } from '../../../limits/numbers.ts'
import type { RiskSettings } from './policy.ts'

/** What a deployment chose about the risk policy. */
export interface RiskChoice extends Omit<RiskSettings, 'busyPages' | 'busyOpenings'> {
  readonly limits: ChosenLimits
}

/** The settings of the risk policy, from what the deployment chose. */
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
