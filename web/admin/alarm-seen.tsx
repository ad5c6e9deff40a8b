import { useEffect, useRef } from 'preact/hooks'
import type { AlarmSpanRow } from '../../shared/admin.ts'
import { timeline as say } from './messages/alarms.ts'

interface AlarmSeenProps {
  readonly span: AlarmSpanRow
  readonly at: number
}

/** Since when an alarm holds, and which admin has seen it. All admins see this. */
export function AlarmSeen({ span: { beganAgoMs, seen }, at }: AlarmSeenProps) {
  const facts = useRef<HTMLParagraphElement>(null)
  const isSeen = seen !== null
  useEffect(() => {
    // The button that was pressed goes away as soon as all admins are told.
    if (isSeen && document.activeElement === document.body) facts.current?.focus({ preventScroll: true })
  }, [isSeen])
  return (
    <p class="facts" ref={facts} tabIndex={-1}>
      <span>{say.since(at - beganAgoMs, beganAgoMs)}</span>
      {seen && <span>{say.seen(seen.by, seen.agoMs)}</span>}
    </p>
  )
}
