import type { Config } from '../config/config.ts'
import type { LadderSettings } from '../throttle/ladder.ts'
import { threshold } from '../throttle/numbers.ts'

/** What the configuration says about the ladder. */
export function ladderSettings({ dualPin, onContention, lockOn, lockMs, limits }: Config): LadderSettings {
  return {
    dualPin,
    onContention,
    lockOn,
    lockMs,
    busyPages: threshold('busy-pages', limits),
    busyOpenings: threshold('busy-openings', limits),
  }
}
