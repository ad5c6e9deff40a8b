import { useState } from 'preact/hooks'
import type { LockRow } from '../../shared/admin.ts'
import { DoneToast } from '../ui/done-toast.tsx'
import { ConsoleSection, type FiguresProps } from './console-section.tsx'
import { LockItem } from './lock-item.tsx'
import { locks as say } from './messages/console.ts'
import { ReleaseDialog } from './release-dialog.tsx'

/** "Locks": who is locked, why and for how long, and ending it early. */
export function LocksSection({ figures, at, note }: FiguresProps) {
  // The row may end while someone types a reason; the dialog stays.
  const [releasing, setReleasing] = useState<LockRow | null>(null)
  const [done, setDone] = useState<{ readonly sentence: string } | null>(null)
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set())
  const shown = figures.locks.filter(({ id }) => !gone.has(id))
  const released = ({ id }: LockRow) => {
    setReleasing(null)
    setGone(new Set([...gone, id]))
    setDone({ sentence: say.released })
    // The button that was pressed goes with its row.
    requestAnimationFrame(() => {
      if (document.activeElement === document.body)
        document.getElementById('main')?.focus({ preventScroll: true })
    })
  }
  return (
    <ConsoleSection id="locks" heading={say.heading} note={note}>
      <p class="soft">{shown.length > 0 ? say.intro : say.none}</p>
      {shown.length > 0 && (
        <ul class="rows">
          {shown.map((lock) => (
            <LockItem key={lock.id} lock={lock} at={at} onRelease={() => setReleasing(lock)} />
          ))}
        </ul>
      )}
      {releasing && (
        <ReleaseDialog
          lock={releasing}
          onClose={() => setReleasing(null)}
          onReleased={() => released(releasing)}
        />
      )}
      <DoneToast done={done} onGone={() => setDone(null)} />
    </ConsoleSection>
  )
}
