import type { NamedPasskey } from './account-page.ts'
import type { Asserted } from './api.ts'
import { parseDigits } from './pins.ts'

// E-mail addresses of an account. Each is confirmed by a code that is mailed to it.

/** How many digits the code has. */
export const ADDRESS_CODE_DIGITS = 8

/** The code in what was typed, as for a PIN. Null if it can't be one. */
export function parseAddressCode(typed: string): string | null {
  return parseDigits(typed, ADDRESS_CODE_DIGITS)
}

/** Confirmed addresses of one account, those that wait or leave among them. */
export const MOST_ADDRESSES = 2

/** The actions that need a step-up. The address is as it was typed. */
export type AddressAction =
  | { readonly do: 'add-address'; readonly address: string }
  | { readonly do: 'remove-address'; readonly addressId: string }
  /** Cancels its removal. */
  | { readonly do: 'keep-address'; readonly addressId: string }

/** An address on the account page. */
export interface AddressRow {
  readonly id: string
  readonly address: string
  /** `unconfirmed`: its code was not typed yet. `waiting`: it was, and the address counts from `countsFrom` on. */
  readonly state: 'unconfirmed' | 'waiting' | 'counts'
  readonly addedAt: number
  /** Until when its code can be typed; null once it is confirmed. */
  readonly codeUntil: number | null
  readonly countsFrom: number | null
  /** The passkey that added it. */
  readonly by: NamedPasskey
  /** Set if its removal is scheduled: until then it counts. */
  readonly removal: { readonly leavesAt: number; readonly by: NamedPasskey } | null
}

/** The addresses of an account, and whether the site sends mail, so that one can be added. */
export interface Addresses {
  readonly canAdd: boolean
  readonly rows: readonly AddressRow[]
}

/** The posts of addresses. */
export interface AddressPosts {
  /** Mails a code there. The answer is the same whoever has the address already. */
  '/api/addresses': [
    { readonly address: string; readonly stepUp: Asserted },
    { readonly addressId: string; readonly codeUntil: number },
  ]
  '/api/addresses/confirm': [
    { readonly addressId: string; readonly code: string },
    /** When the address counts from, in milliseconds since 1970. Null if it counts at once. */
    { readonly countsFrom: number | null },
  ]
  '/api/addresses/remove': [
    { readonly addressId: string; readonly stepUp: Asserted },
    /** Until when it stays and counts. Null if it is gone. */
    { readonly leavesAt: number | null },
  ]
  '/api/addresses/keep': [{ readonly addressId: string; readonly stepUp: Asserted }, Record<never, never>]
}
