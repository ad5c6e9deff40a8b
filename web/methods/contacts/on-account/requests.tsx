import type { SectionProps } from '../../../owner/section-props.ts'
import { Request } from './request.tsx'

/** Who asks this account to be their contact, for the top of the page: it waits for an answer. */
export function ContactRequests({ page, onDone }: SectionProps) {
  const mayAct = page.probationUntil === null
  return (page.readiness.contact?.requests ?? []).map((row) => (
    <Request key={row.id} row={row} mayAct={mayAct} onDone={onDone} />
  ))
}
