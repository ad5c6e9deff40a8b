import type { AccountId, PageKey } from '../../../shared/ids.ts'
import type { PairingSecrets } from './secrets.ts'

type Tags = Pick<PairingSecrets, 'tag'>

// Words under which stores file hints and marks. Networks, browsers and names are in them only as keyed hashes.

/** The index word for the pages of a browser. */
export const browserIndex = (browser: string) => `browser:${browser}`
/** The index word for the page that shows a PIN. */
export const pinIndex = (pinHash: string) => `pin:${pinHash}`
/** The index word for the pages with a typed name. */
export const nameIndex = (secrets: Tags, foldedName: string) => `name:${secrets.tag('name', foldedName)}`

/** The index word for the pages of a network. */
export const networkIndex = (network: string) => `network:${network}`
/** The index word for the pages that an account claimed. */
export const claimedByIndex = (accountId: AccountId) => `claimed-by:${accountId}`

/** The subjects of a page's marks: its key and its browser. */
export function pageMarks(secrets: Tags, pageKey: PageKey, browser: string): string[] {
  return [`page:${secrets.tag('page', pageKey)}`, `browser:${browser}`]
}

/** The subjects of a page with the name that was typed on it, for marks that are about that name only. */
export function namedPageMarks(
  secrets: Tags,
  pageKey: PageKey,
  browser: string,
  foldedName: string,
): string[] {
  const name = secrets.tag('name', foldedName)
  return pageMarks(secrets, pageKey, browser).map((subject) => `${subject} name:${name}`)
}

/** The subject of an account's marks. */
export function accountMark(accountId: AccountId): string {
  return `account:${accountId}`
}

/** The subject of a network's reports. */
export function networkMark(network: string): string {
  return `network:${network}`
}
