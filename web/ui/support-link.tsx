import { support } from '../messages/support.ts'
import { site } from '../wire/site.ts'
import { OwnTabLink } from './own-tab-link.tsx'

/** Help if a person cannot continue alone: a link if the site has one, else words. */
export function SupportLink() {
  if (site.supportUrl === null) return <>{support.nowhere}</>
  return <OwnTabLink href={site.supportUrl}>{support.link}</OwnTabLink>
}
