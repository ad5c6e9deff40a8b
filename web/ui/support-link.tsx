import { support } from '../messages/support.ts'
import { site } from '../wire/site.ts'
import { OwnTabLink } from './own-tab-link.tsx'

/** The way on where a person cannot continue alone: a link where the site has named one, and words where it has not. */
export function SupportLink() {
  if (site.supportUrl === null) return <>{support.nowhere}</>
  return <OwnTabLink href={site.supportUrl}>{support.link}</OwnTabLink>
}
