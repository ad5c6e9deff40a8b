import type { AccountId } from '../../shared/ids.ts'
import { type RequestContext, trace } from '../requests/request-context.ts'
import type { NewCredential } from './credential.ts'
import type { RegisteredKey } from './registration.ts'

/** A registered key as a passkey of the account. It is named after its maker, or else after the browser. */
export function newCredential(
  key: RegisteredKey,
  accountId: AccountId,
  context: RequestContext,
): NewCredential {
  const { device, network } = trace(context)
  return { ...key, accountId, name: key.name ?? device, boundDevice: device, boundNetwork: network }
}
