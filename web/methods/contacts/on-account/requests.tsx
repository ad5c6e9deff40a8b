import type { SectionProps } from '../../../owner/section-props.ts'
import { Request } from './request.tsx'

/** Who asks this account to be their contact, for the top of the page: it waits for an answer. */
export function ContactRequests({ page, onDone }: SectionProps) {
  return (page.readiness.contact?.requests ?? []).map((row) => (
    <Request key={row.id} row={row} probationUntil={page.probationUntil} onDone={onDone} />
  ))
}
