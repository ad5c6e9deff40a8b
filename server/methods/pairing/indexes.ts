import type { AccountId, PageKey } from '../../../shared/ids.ts'
import type { PairingSecrets } from './secrets.ts'

type Tags = Pick<PairingSecrets, 'tag'>

// Words under which stores file hints and marks. Everything that says who is behind it is keyed first.

export const browserIndex = (browser: string) => `browser:${browser}`
export const pinIndex = (pinHash: string) => `pin:${pinHash}`
export const nameIndex = (secrets: Tags, foldedName: string) => `name:${secrets.tag('name', foldedName)}`

export const networkIndex = (network: string) => `network:${network}`
/** Pages that an account claimed. */
export const claimedByIndex = (accountId: AccountId) => `claimed-by:${accountId}`

/** The subjects that a requesting page carries its marks under. */
export function pageMarks(secrets: Tags, pageKey: PageKey, browser: string): string[] {
  return [`page:${secrets.tag('page', pageKey)}`, `browser:${browser}`]
}

/** The subjects of a page together with the name typed on it: for what is about that name, and no other. */
export function namedPageMarks(
  secrets: Tags,
  pageKey: PageKey,
  browser: string,
  foldedName: string,
): string[] {
  const name = secrets.tag('name', foldedName)
  return pageMarks(secrets, pageKey, browser).map((subject) => `${subject} name:${name}`)
}

/** The subject that an account carries its marks under. */
export function accountMark(accountId: AccountId): string {
  return `account:${accountId}`
}

/** The subject that a network carries reports under. */
export function networkMark(network: string): string {
  return `network:${network}`
}
