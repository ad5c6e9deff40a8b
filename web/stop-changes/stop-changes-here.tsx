import { Button } from '../ui/button.tsx'
import { useFocusOnChange } from '../ui/focus-on-change.ts'
import { Notice } from '../ui/notice.tsx'
import { stopChanges as say, stoppedSentences } from './messages/stop-changes.ts'
import { StopChangesButton } from './stop-changes-button.tsx'
import { StoppedList } from './stopped-list.tsx'
import { useStopChanges } from './use-stop-changes.ts'

interface StopChangesHereProps {
  readonly kind: 'danger' | 'secondary'
}

/** The button on a page that stays open. Its result takes its place, and gets the focus. */
export function StopChangesHere({ kind }: StopChangesHereProps) {
  const changes = useStopChanges()
  const { stopped } = changes
  const place = useFocusOnChange<HTMLDivElement>(stopped)
  const some = stopped !== null && stoppedSentences(stopped).length > 0
  return (
    <div ref={place} tabIndex={-1}>
      {stopped ? (
        <Notice tone={some ? 'good' : 'info'} title={some ? say.stopped : say.nothing}>
          <StoppedList stopped={stopped} />
          {!some && (
            <Button kind="secondary" onPress={changes.reset}>
              {say.again}
            </Button>
          )}
        </Notice>
      ) : (
        <StopChangesButton changes={changes} kind={kind} />
      )}
    </div>
  )
}
