import { waysWithoutCode } from '../messages/better-ways.ts'
import { formatDuration } from '../messages/durations.ts'
import { locked as say } from '../messages/lost-passkey-later.ts'
import { Card } from '../ui/card.tsx'
import { useSaidAt } from '../ui/use-said-at.ts'
import { BetterWays } from './better-ways.tsx'
import type { Reopened } from './page-state.ts'

/** Milliseconds left at which the time is said aloud; the heading that shows it stays silent. */
const SAID_AT = [30 * 60_000, 10 * 60_000, 60_000, 0]

interface LockedScreenProps {
  readonly reopened: Reopened | null
  /** Null where the server did not say. */
  readonly leftMs: number | null
}

/** The page is locked: for how long stands in the heading; what happened, what did not, and what still works. */
export function LockedScreen({ reopened, leftMs }: LockedScreenProps) {
  const left = leftMs ?? 0
  useSaidAt(SAID_AT, left, () => (left === 0 ? say.trying : say.left(formatDuration(left))))
  return (
    <>
      <Card>
        <p>{reopened === 'second-claimant' ? say.happened.copied : say.happened.crossed}</p>
        <p>
          <strong>{say.account}</strong>
        </p>
        <p>{leftMs === 0 ? say.trying : say.tryAgain}</p>
      </Card>
      <BetterWays heading={say.ways} ways={waysWithoutCode} />
    </>
  )
}
