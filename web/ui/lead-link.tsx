import { LEADS, type Lead } from '../messages/leads.ts'

/** A link to where a next step is taken. */
export function LeadLink({ to }: { readonly to: Lead }) {
  const { href, text } = LEADS[to]
  return <a href={href}>{text}</a>
}
