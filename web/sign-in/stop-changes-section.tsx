import { useId } from 'preact/hooks'
import { stopChanges as say } from '../stop-changes/messages/stop-changes.ts'
import { StopChangesButton } from '../stop-changes/stop-changes-button.tsx'
import type { StopChanges } from '../stop-changes/use-stop-changes.ts'

/** Shown to everybody in the same way, so that it does not tell whether anything was changed. */
export function StopChangesSection({ changes }: { readonly changes: StopChanges }) {
  const id = useId()
  return (
    <section class="below-line" aria-labelledby={id}>
      <h2 id={id}>{say.heading}</h2>
      <p class="soft">{say.signInText}</p>
      <StopChangesButton changes={changes} kind="secondary" />
    </section>
  )
}
