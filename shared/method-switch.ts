import type { Asserted } from './api.ts'
import type { CredentialId } from './ids.ts'

/** Whether an account has a method that its owner can switch off. */
export interface MethodSwitch {
  readonly on: boolean
  /** Since when it was on after it had been off. Null if it never was off. */
  readonly onSince: number | null
  /** When it will be turned, in milliseconds since 1970, and which passkey asked for it. */
  readonly change: { readonly at: number; readonly by: CredentialId } | null
}

/** The same with what the site says. */
export interface MethodSwitchReadiness extends MethodSwitch {
  /** Nobody can switch it off. */
  readonly required: boolean
}

/** The post of an owner who turns a switch. `at`: when it is turned, or null if it is as wished now. */
export type MethodSwitchPost = [
  { readonly on: boolean; readonly stepUp: Asserted },
  { readonly at: number | null },
]
