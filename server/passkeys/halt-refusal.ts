import type { ErrorCode } from '../../shared/errors.ts'
import { type Refusal, refusal } from '../errors/answer.ts'
import type { Credential } from './credential.ts'

/** Why a passkey may not do something. With one that is paused, how long that lasts: then it works again by itself. */
export function refusalOf({ halted }: Pick<Credential, 'halted'>, code: ErrorCode): Refusal {
  const isPaused = code === 'passkey_paused' && halted !== null && halted !== 'tie'
  return isPaused ? refusal(code, halted.pausedForMs) : refusal(code) // [R90]
}
