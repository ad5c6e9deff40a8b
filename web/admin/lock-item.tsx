import type { LockRow } from '../../shared/admin.ts'
import { formatClock, formatDuration } from '../messages/durations.ts'
import { Button } from '../ui/button.tsx'
import { useNow } from '../ui/use-now.ts'
import { locks as say } from './messages/console.ts'
import { wordNames } from './messages/counts.ts'

interface LockItemProps {
  readonly lock: LockRow
  /** When its figures came, by this device's clock. */
  readonly at: number
  readonly onRelease: () => void
}

/** One lock. What a page says it is can be forged, and is shown as a claim. */
export function LockItem({ lock, at, onRelease }: LockItemProps) {
  const { kind, who, network, reason } = lock
  return (
    <li class="row">
      <div class="row-words">
        <h3>
          <span class="pill">{say.kinds[kind]}</span>{' '}
          {kind === 'page' ? say.says(who) : <span translate={false}>{who}</span>}
        </h3>
        <p class="facts">
          <span>{wordNames.locks[reason] ?? reason}</span>
          {network && <span>{say.network(network)}</span>}
          <TimeLeft endsAt={at + lock.leftMs} />
        </p>
      </div>
      <div class="row-actions">
        <Button kind="secondary" onPress={onRelease}>
          <span>
            {say.release}
            <span class="visually-hidden"> {who}</span>
          </span>
        </Button>
      </div>
    </li>
  )
}

/** Counts down silently: with many locks on one page, reading it out would only disturb. */
function TimeLeft({ endsAt }: { readonly endsAt: number }) {
  const left = Math.max(0, endsAt - useNow(1000))
  if (left === 0) return <span>{say.ending}</span>
  return (
    <span class="time-left">
      <span aria-hidden="true">{say.left(formatClock(left))}</span>
      <span class="visually-hidden">{say.left(formatDuration(left))}</span>
    </span>
  )
}
