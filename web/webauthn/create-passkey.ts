import { startRegistration } from '@simplewebauthn/browser'
import type { Attested, CreationOffer } from '../../shared/api.ts'
import { type Ceremony, runCeremony } from './ceremony-failure.ts'

/** Opens the browser's window that creates a passkey. Call it first thing in a press. */
export function createPasskey(options: CreationOffer['options']): Promise<Ceremony<Attested['credential']>> {
  return runCeremony(options.timeout, () => startRegistration({ optionsJSON: options }))
}
