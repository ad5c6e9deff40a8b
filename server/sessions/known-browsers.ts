import { randomBytes } from 'node:crypto'
import type { AccountId } from '../../shared/ids.ts'
import { type Keys, mac } from '../secrets/keys.ts'
import { sameText } from '../secrets/same-text.ts'

/** Bytes of the random id in the cookie of a known browser, and of the MAC behind it. Together they are a token. */
const PART = 16

/** Marks browsers that have signed in to an account. That gives them budgets of their own and grants nothing. */
export interface KnownBrowsers {
  /** The cookie of a browser that has just signed in. It keeps its id if it knew this account before. */
  mark(accountId: AccountId, cookie: string | null): string
  /** What a browser with this cookie is counted under, if it has signed in to this account. */
  idOf(accountId: AccountId | null, cookie: string | null): string | null
}

/** Makes it. No store knows these browsers: each cookie is a random id with a MAC over it and the account. */
export function createKnownBrowsers(keys: Pick<Keys, 'current' | 'accepted'>): KnownBrowsers {
  const macOf = (ring: Keys['current'], accountId: AccountId | null, id: string) =>
    mac(ring.key('known browser'), [accountId ?? '', id])
      .subarray(0, PART)
      .toString('base64url')

  const idOf: KnownBrowsers['idOf'] = (accountId, cookie) => {
    if (cookie === null) return null
    const bytes = Buffer.from(cookie, 'base64url')
    const [id, given] = [bytes.subarray(0, PART), bytes.subarray(PART)].map((part) =>
      part.toString('base64url'),
    )
    // The same work if the address is nobody's.
    const rings = keys.accepted().filter((ring) => sameText(macOf(ring, accountId, id ?? ''), given ?? '')) // [E20]
    return accountId !== null && rings.length > 0 ? (id ?? null) : null
  }

  return {
    mark(accountId, cookie) {
      const id = idOf(accountId, cookie) ?? randomBytes(PART).toString('base64url')
      return Buffer.concat([
        Buffer.from(id, 'base64url'),
        Buffer.from(macOf(keys.current, accountId, id), 'base64url'),
      ]).toString('base64url')
    },
    idOf,
  }
}
