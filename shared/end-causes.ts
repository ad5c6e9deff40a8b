import { ASSISTED_END_CAUSES } from './assisted.ts'
import { PAIRING_END_CAUSES } from './pairing.ts'
import { RECOVERY_END_CAUSES } from './recovery.ts'
import { SLOW_END_CAUSES } from './slow-recovery.ts'

const ALL = [...RECOVERY_END_CAUSES, ...PAIRING_END_CAUSES, ...SLOW_END_CAUSES, ...ASSISTED_END_CAUSES]

/** Why a recovery ended, by any method. */
export const END_CAUSES = [...new Set(ALL)]

export type EndCause = (typeof END_CAUSES)[number]
