import { formatAgo, formatExact } from '../messages/moments.ts'

/** A placeholder for the time, to find its position in the text. */
const AGO = '\u0000'

interface AgoProps {
  readonly at: number
  /** The text around the time, such as "Last used 5 minutes ago". */
  readonly words?: (ago: string) => string
}

/** How long ago something was, with the exact time in its title. The page renders it anew each minute. */
export function Ago({ at, words = (ago) => ago }: AgoProps) {
  const [before, after] = words(AGO).split(AGO)
  return (
    <span>
      {before}
      <time dateTime={new Date(at).toISOString()} title={formatExact(at)}>
        {formatAgo(at, Date.now())}
      </time>
      {after}
    </span>
  )
}
