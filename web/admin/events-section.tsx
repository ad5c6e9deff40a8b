import { useState } from 'preact/hooks'
import type { DeadEventRow } from '../../shared/dead-events.ts'
import { Button } from '../ui/button.tsx'
import { DoneToast } from '../ui/done-toast.tsx'
import { ConsoleSection, type FiguresProps } from './console-section.tsx'
import { events as say } from './messages/events.ts'
import { ReplayDialog } from './replay-dialog.tsx'

/** "Undelivered events", while there are any: what the webhook or a callback did not take, and sending it again. */
export function EventsSection({ figures, note }: FiguresProps) {
  const { all, newest } = figures.deadEvents
  // The row may go while the dialog is open; the dialog stays.
  const [open, setOpen] = useState<{ readonly event: DeadEventRow | null } | null>(null)
  const [done, setDone] = useState<{ readonly sentence: string } | null>(null)
  const sent = () => {
    setOpen(null)
    setDone({ sentence: say.sent })
    // The button that was pressed goes with its row.
    requestAnimationFrame(() => {
      if (document.activeElement === document.body)
        document.getElementById('main')?.focus({ preventScroll: true })
    })
  }
  return (
    <>
      {all > 0 && (
        <ConsoleSection id="events" heading={say.heading} note={note}>
          <p class="soft">{say.intro}</p>
          {all > 1 && (
            <p>
              <Button kind="secondary" onPress={() => setOpen({ event: null })}>
                {say.all(all)}
              </Button>
            </p>
          )}
          <ul class="rows">
            {newest.map((event) => (
              <EventItem key={event.id} event={event} onReplay={() => setOpen({ event })} />
            ))}
          </ul>
          {all > newest.length && <p class="soft">{say.older(all - newest.length)}</p>}
        </ConsoleSection>
      )}
      {open && <ReplayDialog event={open.event} all={all} onClose={() => setOpen(null)} onSent={sent} />}
      <DoneToast done={done} onGone={() => setDone(null)} />
    </>
  )
}

interface EventItemProps {
  readonly event: DeadEventRow
  readonly onReplay: () => void
}

function EventItem({ event, onReplay }: EventItemProps) {
  const { type, receiver, agoMs, why, tries } = event
  return (
    <li class="row">
      <div class="row-words">
        <h3>
          <span class="pill">{say.receiver(receiver)}</span> <span translate={false}>{type}</span>
        </h3>
        <p class="facts">
          <span>{say.happened(agoMs)}</span>
          <span>{say.last(why)}</span>
          <span>{say.tries(tries)}</span>
        </p>
      </div>
      <div class="row-actions">
        <Button kind="secondary" onPress={onReplay}>
          <span>
            {say.again}
            <span class="visually-hidden"> {type}</span>
          </span>
        </Button>
      </div>
    </li>
  )
}
