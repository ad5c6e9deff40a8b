import { PAIRING_END_CAUSES } from './pairing.ts'
import { RECOVERY_END_CAUSES } from './recovery.ts'
import { SLOW_END_CAUSES } from './slow-recovery.ts'

/** Why a recovery ended, by any method. */
export const END_CAUSES = [...new Set([...RECOVERY_END_CAUSES, ...PAIRING_END_CAUSES, ...SLOW_END_CAUSES])]

export type EndCause = (typeof END_CAUSES)[number]
