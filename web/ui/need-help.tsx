import { support } from '../messages/support.ts'
import { SupportLink } from './support-link.tsx'

/** Where the page alone cannot bring a person on: who can. */
export function NeedHelp() {
  return (
    <p>
      {support.question} <SupportLink />
    </p>
  )
}
