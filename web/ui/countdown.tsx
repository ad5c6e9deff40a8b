import { formatAbout, formatDuration } from '../messages/durations.ts'
import { useNow } from './use-now.ts'
import { useSaidAt } from './use-said-at.ts'

/** Milliseconds left at which the time is read out. In between it can be read, and stays silent. */
const SAID_AT = [120_000, 60_000, 30_000, 10_000]

/** A placeholder for the time, to find its position in the text. */
const TIME = '\u0000'

interface CountdownProps {
  /** The end by this device's clock: `Date.now()` plus a duration that the server gave. */
  readonly endsAt: number
  /** The text around the time, such as "4 minutes left". */
  readonly words: (time: string) => string
}

/** The time left: in minutes, which nobody has to watch, and in seconds at the end. */
export function Countdown({ endsAt, words }: CountdownProps) {
  const left = Math.max(0, endsAt - useNow(1000))
  useSaidAt(SAID_AT, left, () => words(formatDuration(left)))
  const [before, after] = words(TIME).split(TIME)
  return (
    <span role="timer">
      {before}
      {/* Translated once each second, it would flicker and lag behind. */}
      <span translate={false}>{formatAbout(left)}</span>
      {after}
    </span>
  )
}
