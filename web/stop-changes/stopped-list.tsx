import type { ChangesStopped } from '../../shared/outcomes.ts'
import { stopChanges as say, stoppedSentences } from './messages/stop-changes.ts'

/** What was stopped, by kind and name. Or that there was nothing, and what else could be tried. */
export function StoppedList({ stopped }: { readonly stopped: ChangesStopped }) {
  const sentences = stoppedSentences(stopped)
  if (sentences.length === 0) {
    return (
      <>
        <p>{say.nothingText}</p>
        <p>{say.nothingNext}</p>
      </>
    )
  }
  return (
    <ul>
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  )
}
