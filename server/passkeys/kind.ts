import type { PasskeyKind } from '../../shared/account-page.ts'
import type { Credential } from './credential.ts'

const ON_A_KEY = ['usb', 'nfc', 'ble', 'smart-card']
const MOBILE = /\b(Android|iOS|iPadOS|HarmonyOS)$/

/**
 * What kind of thing a passkey is on, as far as its browser said when it was made. Only for showing: it proves
 * nothing.
 */
export function kindOf({
  synced,
  transports,
  boundDevice,
}: Pick<Credential, 'synced' | 'transports' | 'boundDevice'>): PasskeyKind {
  if (synced) return 'cloud'
  // A phone that was used for a computer nearby says so. A computer's own passkey cannot be used from another device.
  if (transports.includes('hybrid') || (MOBILE.test(boundDevice) && !isOnKey(transports))) return 'phone'
  return isOnKey(transports) ? 'security-key' : 'computer'
}

function isOnKey(transports: readonly string[]): boolean {
  return !transports.includes('internal') && transports.some((transport) => ON_A_KEY.includes(transport))
}
