import { type ChosenLimits, threshold } from '../../limits/numbers.ts'
import { choice, text, type ValuesOf, variable, wholeNumber } from '../../settings/variable.ts'
import type { RiskSettings } from './risk/policy.ts'

/** The variables of the pairing. */
export const PAIRING_VARIABLES = {
  DUAL_PIN: variable({
    schema: choice('adaptive', 'always'),
    default: 'adaptive',
    meaning: 'When a PIN is asked for on both devices: `adaptive` where a mix-up is possible, or `always`.',
    example: 'always',
  }),
  ON_CONTENTION: variable({
    schema: choice('dual-pin', 'lock'),
    default: 'dual-pin',
    meaning:
      'What happens when requests could be mixed up: `dual-pin` asks for PINs on both devices, `lock` locks the pages, and stops the accounts from approving.',
    example: 'lock',
  }),
  LOCK_ON: variable({
    schema: choice('claims', 'requests'),
    default: 'claims',
    meaning:
      'With `ON_CONTENTION=lock`: `claims` locks when two accounts use one code or one account uses two, `requests` also when two pages of one network ask within a minute (for kiosks and intranets).',
    example: 'requests',
  }),
  LOCK_MINUTES: variable({
    schema: text().transform(wholeNumber('whole minutes', 1, 1_440)),
    default: '60',
    meaning: 'How long a lock lasts, in minutes.',
    example: '30',
  }),
} as const

/** What a deployment chose for the pairing. */
export type PairingSettings = Omit<RiskSettings, 'busyPages' | 'busyOpenings'>

/** The settings, from the variables that were read. */
export function pairingSettings(values: ValuesOf<typeof PAIRING_VARIABLES>): PairingSettings {
  return {
    dualPin: values.DUAL_PIN ?? 'adaptive',
    onContention: values.ON_CONTENTION ?? 'dual-pin',
    lockOn: values.LOCK_ON ?? 'claims',
    lockMs: (values.LOCK_MINUTES ?? 60) * 60_000,
  }
}

/** What the risk policy judges by. */
export function riskSettings(settings: PairingSettings, limits: ChosenLimits): RiskSettings {
  return {
    ...settings,
    busyPages: threshold('busy-pages', limits),
    busyOpenings: threshold('busy-openings', limits),
  }
}
