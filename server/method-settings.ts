import { PAIRING_VARIABLES, type PairingSettings, pairingSettings } from './methods/pairing/settings.ts'
import type { ValuesOf } from './settings/variable.ts'

/** The variables of all recovery methods. */
export const METHOD_VARIABLES = { ...PAIRING_VARIABLES } as const

/** What a deployment chose for each recovery method. */
export interface MethodSettings {
  readonly pairing: PairingSettings
}

/** The settings of the recovery methods, from the variables that were read. */
export function methodSettings(values: ValuesOf<typeof METHOD_VARIABLES>): MethodSettings {
  return { pairing: pairingSettings(values) }
}
