import { formatDuration } from '../../../messages/durations.ts'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { NeedHelp } from '../../../ui/need-help.tsx'
import { useSaidAt } from '../../../ui/use-said-at.ts'
import { BetterWays } from './better-ways.tsx'
import { keptName } from './kept-name.ts'
import { waysWithoutCode } from './messages/better-ways.ts'
import { locked as say } from './messages/later.ts'
import type { Reopened } from './page-state.ts'
import type { RequestingPage } from './requesting-page.ts'

/** Milliseconds left at which the time is read out. The heading that shows it is not read out. */
const SAID_AT = [30 * 60_000, 10 * 60_000, 60_000, 0]

interface LockedScreenProps {
  readonly reopened: Reopened | null
  /** Null if the server did not say. */
  readonly leftMs: number | null
  readonly page: RequestingPage
}

/**
 * The page is locked. The heading says for how long; the text says what happened, what did not, and what still works.
 */
export function LockedScreen({ reopened, leftMs, page }: LockedScreenProps) {
  const left = leftMs ?? 0
  useSaidAt(SAID_AT, left, () => (left === 0 ? say.over : say.left(formatDuration(left))))
  return (
    <>
      <Card>
        <p>{reopened === 'second-claimant' ? say.happened.copied : say.happened.crossed}</p>
        <p>
          <strong>{say.account}</strong>
        </p>
        {left === 0 ? (
          <Button wide onPress={() => page.startAgain(keptName())}>
            {say.again}
          </Button>
        ) : (
          <p>{say.tryAgain}</p>
        )}
        <NeedHelp />
      </Card>
      <BetterWays heading={say.ways} ways={waysWithoutCode} />
    </>
  )
}
