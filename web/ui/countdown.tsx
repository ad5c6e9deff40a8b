import './countdown.css'
import { formatClock, formatDuration } from '../messages/durations.ts'
import { useNow } from './use-now.ts'
import { useSaidAt } from './use-said-at.ts'

/** Milliseconds left at which the time is said aloud; in between it can be read, and stays silent. */
const SAID_AT = [120_000, 60_000, 30_000, 10_000]

interface CountdownProps {
  /** By this device's clock, as `Date.now()` plus a duration that the server gave. */
  readonly endsAt: number
  /** Words round the time, such as "4:32 left"; also what is said aloud, with the time in words. */
  readonly words: (time: string) => string
}

/** Time left, as a clock for eyes and as words for screen readers. */
export function Countdown({ endsAt, words }: CountdownProps) {
  const left = Math.max(0, endsAt - useNow(1000))
  useSaidAt(SAID_AT, left, () => words(formatDuration(left)))
  return (
    <span class="countdown" role="timer">
      <span aria-hidden="true">{words(formatClock(left))}</span>
      <span class="visually-hidden">{words(formatDuration(left))}</span>
    </span>
  )
}
