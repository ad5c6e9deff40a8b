import { support } from '../messages/support.ts'
import { SupportLink } from './support-link.tsx'

/** Shown if the page alone cannot help: who can. */
export function NeedHelp() {
  return (
    <p>
      {support.question} <SupportLink />
    </p>
  )
}
